//! Both forms of the update against each other, and their rules. The comparison with PyTorch's own AdamW over ten steps
//! of a model stands in `tests/adamw.rs`.

use candle_core::Device;

use super::*;

const OPTIONS: AdamWOptions = AdamWOptions {
    betas: (0.9, 0.999),
    epsilon: 1e-8,
    weight_decay: 0.1,
    max_grad_norm: 1.0,
};

fn variables() -> BTreeMap<String, Var> {
    let make = |values: &[f32], shape: &[usize]| {
        Var::from_tensor(&Tensor::from_slice(values, shape, &Device::Cpu).unwrap()).unwrap()
    };
    BTreeMap::from([
        ("bias".to_owned(), make(&[0.5, -1.0], &[2])),
        ("weight".to_owned(), make(&[1.0, -2.0, 3.0, 0.1], &[2, 2])),
    ])
}

fn loss(variables: &BTreeMap<String, Var>) -> Tensor {
    let weight = variables["weight"].as_tensor();
    let sum = weight
        .sqr()
        .unwrap()
        .broadcast_add(&variables["bias"].sqr().unwrap())
        .unwrap();
    sum.sum_all().unwrap()
}

fn values(variables: &BTreeMap<String, Var>) -> Vec<f32> {
    variables
        .values()
        .flat_map(|variable| variable.flatten_all().unwrap().to_vec1::<f32>().unwrap())
        .collect()
}

#[test]
fn the_fused_update_equals_the_one_made_of_tensor_operations() {
    let (fused, plain) = (variables(), variables());
    let mut fused_optimizer = AdamW::new(&fused, OPTIONS, Ops::Fused).unwrap();
    let mut plain_optimizer = AdamW::new(&plain, OPTIONS, Ops::Composed).unwrap();
    for _ in 0..5 {
        fused_optimizer
            .step(&loss(&fused).backward().unwrap(), &[], 0.05)
            .unwrap();
        plain_optimizer
            .step(&loss(&plain).backward().unwrap(), &[], 0.05)
            .unwrap();
    }
    for (fused, plain) in values(&fused).iter().zip(values(&plain)) {
        assert!((fused - plain).abs() < 1e-6, "{fused} and {plain}");
    }
    assert_ne!(values(&fused), values(&variables()));
}

#[test]
fn a_step_of_some_rows_is_that_of_the_whole_table() {
    let table = |values: &[f32]| {
        let values = Tensor::from_slice(values, (3, 2), &Device::Cpu).unwrap();
        BTreeMap::from([("table".to_owned(), Var::from_tensor(&values).unwrap())])
    };
    let start = [1.0, -2.0, 3.0, 0.1, 0.5, 4.0];
    let tables = [table(&start), table(&start), table(&start)];
    let mut optimizers = [
        AdamW::new(&tables[0], OPTIONS, Ops::Fused).unwrap(),
        AdamW::new(&tables[1], OPTIONS, Ops::Fused).unwrap(),
        AdamW::new(&tables[2], OPTIONS, Ops::Composed).unwrap(),
    ];
    // A row that took part once goes on moving with its moments.
    for ids in [vec![0, 2], vec![0], vec![1, 2]] {
        let index = Tensor::new(ids.as_slice(), &Device::Cpu).unwrap();
        let whole = tables[0]["table"].index_select(&index, 0).unwrap();
        let gradients = whole.sqr().unwrap().backward().unwrap();
        optimizers[0].step(&gradients, &[], 0.05).unwrap();
        for place in [1, 2] {
            let rows = TouchedRows::of(&tables[place]["table"], ids.clone()).unwrap();
            let gradients = rows.values.sqr().unwrap().backward().unwrap();
            optimizers[place].step(&gradients, &[rows], 0.05).unwrap();
        }
    }
    for place in [1, 2] {
        for (rows, whole) in values(&tables[place]).iter().zip(values(&tables[0])) {
            assert!((rows - whole).abs() < 1e-6, "{rows} and {whole}");
        }
    }
}

#[test]
fn matrices_decay_and_vectors_do_not() {
    let shrunk = variables();
    // Too small to move anything; candle leaves the gradient of a product with 0 out.
    let zero = (loss(&shrunk) * 1e-30).unwrap().backward().unwrap();
    AdamW::new(&shrunk, OPTIONS, Ops::Fused)
        .unwrap()
        .step(&zero, &[], 0.5)
        .unwrap();
    assert_eq!(values(&shrunk)[..2], [0.5, -1.0]);
    assert!((values(&shrunk)[2] - 0.95).abs() < 1e-6);
}

#[test]
fn the_norm_is_that_of_all_gradients_together() {
    let make = |values: Vec<f32>| Tensor::new(values, &Device::Cpu).unwrap();
    let norm = gradient_norm(&[make(vec![3.0; 1]), make(vec![0.0, 4.0])]).unwrap();
    assert_eq!(norm, 5.0);
    let on_device = gradient_norm_tensor(&[make(vec![3.0; 1]), make(vec![0.0, 4.0])]).unwrap();
    assert_eq!(on_device.to_scalar::<f32>().unwrap(), 5.0);
    let many = gradient_norm(&[make(vec![0.5; 4001])]).unwrap();
    assert!((many - (4001f64 * 0.25).sqrt()).abs() < 1e-9);
}

#[test]
fn only_a_gradient_longer_than_the_limit_is_clipped_in_either_form() {
    for (norm, expected) in [(0.0, 1.0), (1.0, 1.0), (4.0, 0.5)] {
        let tensor = Tensor::new(norm as f32, &Device::Cpu).unwrap();
        let on_device = clip_factor_tensor(&tensor, 2.0).unwrap();
        for factor in [clip_factor(norm, 2.0), on_device.to_scalar().unwrap()] {
            assert!((factor - expected).abs() < 1e-6, "{norm}: {factor}");
        }
    }
}
