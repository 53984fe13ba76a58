//! tmp
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, missing_docs)]
#[path = "../benches/generated/mod.rs"]
mod generated;
use competence_core::*;
use std::time::Instant;
fn main() {
    let what = std::env::args().nth(1).unwrap();
    let n: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let files = generated::model(n);
    let memory = Memory::from_iter(
        files
            .iter()
            .map(|(p, t)| (p.clone(), t.clone().into_bytes())),
    );
    let model = load(&memory).model().unwrap().clone();
    let bundle = model.to_bundle().unwrap();
    println!("bundle {} bytes", bundle.len());
    for _ in 0..std::env::args().nth(3).map_or(10, |n| n.parse().unwrap()) {
        let t = Instant::now();
        match &*what {
            "read" => {
                let m = Model::from_bundle(bundle.as_bytes()).unwrap();
                println!("{:?}", t.elapsed());
                let t = Instant::now();
                drop(m);
                println!("drop {:?}", t.elapsed());
            }
            "json" => {
                let m: Bundle = serde_json::from_slice(bundle.as_bytes()).unwrap();
                println!("{:?}", t.elapsed());
                std::mem::forget(m);
            }
            "ignored" => {
                let _m: serde::de::IgnoredAny = serde_json::from_slice(bundle.as_bytes()).unwrap();
                println!("{:?}", t.elapsed());
            }
            "load" => {
                let m = load(&memory);
                println!("{:?}", t.elapsed());
                drop(m);
            }
            "check" => {
                let m = check(&memory);
                println!("{:?}", t.elapsed());
                drop(m);
            }
            "rules" => {
                let mut m = load(&memory);
                let t = Instant::now();
                m.apply_rules();
                println!("{:?}", t.elapsed());
                drop(m);
            }
            _ => {}
        }
    }
}
