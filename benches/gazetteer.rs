//! How fast the gazetteer opens, searches and is walked.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::gazetteer::Gazetteer;

/// A paragraph of our own, with a name every few words.
const TEXT: &str = "The delegation flew from Osan Air Base in South Korea to Hawaii on Friday and went on to Washington, D.C., after a stop in San \
    Francisco. Officials in Pyongyang and Seoul met in the Joint Security Area of the Demilitarized Zone; others had gathered in Singapore in \
    June. Kentuckians from Louisville, KY, and Ontarians from Thunder Bay watched the ceremony near the White House on the Potomac River.";

fn bench(c: &mut Criterion) {
    let gazetteer = Gazetteer::embedded();
    for query in ["O", "San", "Osan", "Pyongjang", "Indinaapolis", "qwertzuiop"] {
        c.bench_function(&format!("search {query}"), |b| b.iter(|| black_box(gazetteer.search(black_box(query), 10))));
    }
    c.bench_function("candidates of Springfield", |b| b.iter(|| black_box(gazetteer.candidates(black_box("Springfield")))));
    let words: Vec<&str> = TEXT.split([' ', ',', '.', ';']).filter(|word| !word.is_empty()).collect();
    let mut group = c.benchmark_group("walk");
    group.throughput(Throughput::Bytes(TEXT.len() as u64));
    group.bench_function("longest match from every word", |b| {
        b.iter(|| {
            let mut found = 0;
            for start in 0..words.len() {
                let mut walk = gazetteer.walk();
                let mut longest = 0;
                for (n, word) in words.iter().skip(start).enumerate() {
                    if !walk.push(word) {
                        break;
                    }
                    if walk.is_name() {
                        longest = n + 1;
                    }
                }
                found += longest;
            }
            black_box(found)
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
