//! How fast dates are found, and what memory that takes: the bundled articles, many times over, on one core.
//!
//! Every allocation is counted. Before the times are taken, the count is held against the promise of `dateline::dates`: a text that
//! is longer by words without a date takes no allocation more, so no token has one of its own.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::dates::find_dates;
use dateline::text::Text;
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};

const ARTICLES: [&str; 3] = [
    include_str!("../data/articles/repatriation.txt"),
    include_str!("../data/articles/state-visit.txt"),
    include_str!("../data/articles/storm.txt"),
];

/// Bytes of a long document: a book.
const BOOK: usize = 1_000_000;

/// The most memory that the dates of a book may take beside its text, in bytes.
const MOST_BYTES: usize = 10_000_000;

static N_ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, counted.
struct Counted;

// SAFETY: every call goes on to the system's allocator as it came; counting touches atomics only.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        N_ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        let bytes = BYTES.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(bytes, Ordering::Relaxed);
        // SAFETY: the caller keeps the promises of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        BYTES.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the promises of `dealloc`.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counted = Counted;

/// Allocations made, and the most bytes held at once, while the dates of `text` are found; and how many there are.
fn measured(text: &Text<'_>) -> (usize, usize, usize) {
    let (n, held) = (N_ALLOCATIONS.load(Ordering::Relaxed), BYTES.load(Ordering::Relaxed));
    MOST.store(held, Ordering::Relaxed);
    let found = find_dates(text, Some(jiff::civil::date(2018, 7, 17)));
    (N_ALLOCATIONS.load(Ordering::Relaxed) - n, MOST.load(Ordering::Relaxed) - held, found.len())
}

/// Prints what memory dates take, and holds it against what is promised.
fn memory() {
    // Words without a date cost nothing but their place in one list.
    let plain = "The harbour board spoke about sand, stone and timber, about cranes and sheds. ";
    let (short, long) = (Article::from_text(plain.repeat(100)), Article::from_text(plain.repeat(1000)));
    let (short, long) = (measured(&Text::new(&short)), measured(&Text::new(&long)));
    assert_eq!(short.0, long.0, "ten times the words took more allocations");

    let book = Article::from_text(ARTICLES.join("\n\n").repeat(BOOK / ARTICLES.iter().map(|a| a.len()).sum::<usize>()));
    let text = Text::new(&book);
    let (n, most, n_found) = measured(&text);
    assert!(most <= MOST_BYTES, "dates of a book took {most} bytes");
    println!(
        "dates: {} bytes, {} tokens, {n_found} expressions: {n} allocations ({:.3} a token, {:.1} an expression), at most {:.1} MB held; \
         without a date {} allocations",
        book.text.len(),
        text.tokens.len(),
        n as f64 / text.tokens.len() as f64,
        n as f64 / n_found as f64,
        most as f64 / 1e6,
        long.0,
    );
}

fn dates(criterion: &mut Criterion) {
    memory();
    let articles = ARTICLES.map(Article::from_text);
    let texts: Vec<Text<'_>> = articles.iter().map(Text::new).collect();
    let published = jiff::civil::date(2018, 7, 17);
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(ARTICLES.iter().map(|a| a.len() as u64).sum()));
    group.bench_function("bundled articles", |b| {
        b.iter(|| {
            for text in &texts {
                black_box(find_dates(text, Some(published)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, dates);
criterion_main!(benches);
