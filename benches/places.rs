//! What recognition and resolution cost on one core, over the bundled articles: `cargo bench --bench places`.
//!
//! Three figures: throughput, allocations, and how long the program takes to start and look a name up.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::gazetteer::Gazetteer;
use dateline::places::{Hints, find_places};
use dateline::text::Text;

/// The bundled articles, three of our own.
const ARTICLES: &[&str] = &[
    include_str!("../data/articles/repatriation.txt"),
    include_str!("../data/articles/state-visit.txt"),
    include_str!("../data/articles/storm.txt"),
];

/// The system's allocator, with a count of how often it is asked.
struct Counting;

static N_ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed on as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        N_ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        N_ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.realloc(ptr, layout, new_size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Measures allocations in place of time.
struct Allocations;

impl Measurement for Allocations {
    type Intermediate = usize;
    type Value = usize;

    fn start(&self) -> usize {
        N_ALLOCATIONS.load(Ordering::Relaxed)
    }

    fn end(&self, before: usize) -> usize {
        N_ALLOCATIONS.load(Ordering::Relaxed) - before
    }

    fn add(&self, a: &usize, b: &usize) -> usize {
        a + b
    }

    fn zero(&self) -> usize {
        0
    }

    fn to_f64(&self, n: &usize) -> f64 {
        *n as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        &InAllocations
    }
}

struct InAllocations;

impl ValueFormatter for InAllocations {
    fn scale_values(&self, _: f64, _: &mut [f64]) -> &'static str {
        "allocations"
    }

    fn scale_throughputs(&self, _: f64, throughput: &Throughput, values: &mut [f64]) -> &'static str {
        let Throughput::Bytes(n_bytes) = *throughput else { return "allocations" };
        for value in values {
            *value *= 1e3 / n_bytes as f64;
        }
        "allocations a kB"
    }

    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "allocations"
    }
}

fn find<M: Measurement>(group: &mut BenchmarkGroup<'_, M>) {
    let articles: Vec<Article> = ARTICLES.iter().map(|&text| Article::from_text(text)).collect();
    let n_bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    group.throughput(Throughput::Bytes(n_bytes as u64));
    group.bench_function("find", |bench| {
        bench.iter(|| {
            for article in &articles {
                let text = Text::new(article);
                black_box(find_places(&text, Gazetteer::embedded(), &Hints::default()));
            }
        });
    });
}

fn speed(criterion: &mut Criterion) {
    find(&mut criterion.benchmark_group("places"));
}

fn allocations(criterion: &mut Criterion<Allocations>) {
    find(&mut criterion.benchmark_group("places, allocations"));
}

/// The whole process: started, a name looked up, ended.
fn start(criterion: &mut Criterion) {
    criterion.bench_function("start and search", |bench| {
        bench.iter(|| {
            let status = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["search", "Osan"]).stdout(Stdio::null()).status();
            assert!(status.is_ok_and(|s| s.success()), "the program starts and finds Osan");
        });
    });
}

criterion_group!(times, speed, start);
criterion_group!(name = counts; config = Criterion::default().with_measurement(Allocations); targets = allocations);
criterion_main!(times, counts);
