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
    let mut fused_optimizer = AdamW::new(&fused, OPTIONS, Ops::Fused, |_| 1.0).unwrap();
    let mut plain_optimizer = AdamW::new(&plain, OPTIONS, Ops::Composed, |_| 1.0).unwrap();
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
fn each_parameter_moves_by_its_own_rate_and_goes_on_from_a_state_that_was_kept_in_both_forms() {
    let rate_of = |name: &str| if name == "bias" { 0.5 } else { 1.0 };
    let both = [Ops::Fused, Ops::Composed].map(|ops| {
        let variables = variables();
        let new = || AdamW::new(&variables, OPTIONS, ops, rate_of).unwrap();
        let mut optimizer = new();
        for _ in 0..4 {
            let gradients = loss(&variables).backward().unwrap();
            optimizer.step(&gradients, &[], 0.05).unwrap();
            let state = optimizer.state().unwrap();
            optimizer = new();
            optimizer.restore(&state).unwrap();
        }
        values(&variables)
    });
    for (fused, composed) in both[0].iter().zip(&both[1]) {
        assert!((fused - composed).abs() < 1e-6, "{fused} and {composed}");
    }
    // The sign of the first steps does not depend on the gradient's size: half the rate is half the way.
    let moved = |place: usize| (both[0][place] - values(&variables())[place]).abs();
    assert!(moved(0) < 0.7 * moved(2), "{} and {}", moved(0), moved(2));
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
        AdamW::new(&tables[0], OPTIONS, Ops::Fused, |_| 1.0).unwrap(),
        AdamW::new(&tables[1], OPTIONS, Ops::Fused, |_| 1.0).unwrap(),
        AdamW::new(&tables[2], OPTIONS, Ops::Composed, |_| 1.0).unwrap(),
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

/// On a GPU that would be a gigabyte a step.
#[test]
fn moments_and_norm_keep_nothing_of_the_step_that_they_come_from() {
    for ops in [Ops::Fused, Ops::Composed] {
        let variables = variables();
        let mut optimizer = AdamW::new(&variables, OPTIONS, ops, |_| 1.0).unwrap();
        // The gradient of a cube is made of the variable itself.
        let weight = variables["weight"].as_tensor();
        let cube = (weight.sqr().unwrap() * weight).unwrap();
        let loss = (cube.sum_all().unwrap() + loss(&variables)).unwrap();
        let gradients = loss.backward().unwrap();
        let norm = optimizer.step(&gradients, &[], 0.05).unwrap();
        let state = optimizer.state().unwrap();
        let mut kept = vec![
            state.first["weight"].clone(),
            state.second["weight"].clone(),
        ];
        if let DeviceScalar::OnDevice(norm) = norm {
            kept.push(norm);
        }
        for tensor in kept {
            let reached = tensor.sum_all().unwrap().backward().unwrap();
            assert!(reached.get(&variables["weight"]).is_none(), "{ops:?}");
        }
    }
}

#[test]
fn matrices_decay_and_vectors_do_not() {
    let shrunk = variables();
    // Too small to move anything; candle leaves the gradient of a product with 0 out.
    let zero = (loss(&shrunk) * 1e-30).unwrap().backward().unwrap();
    AdamW::new(&shrunk, OPTIONS, Ops::Fused, |_| 1.0)
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
