//! The benchmark of the visitor's own device.

use namelight_tests::{LocalModel, Site, View, visit};

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_measured_at_every_length_and_with_every_number_of_workers() {
    let site = Site::serve().await;
    visit("measure", &site, View::WIDE, |page| async move {
        page.go_to_view("#measure").await;
        page.click("#measure").await;
        let done = "return document.getElementById('activity').textContent === 'Done.'";
        page.until(done, "everything is measured").await;
        let timings = page.table("#timings").await;
        let lengths: Vec<_> = timings.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(lengths, ["16", "32", "64", "128", "256"]);
        assert!(timings.iter().all(|row| row[1].ends_with(" ms")));
        let cores: usize = page.ask("return navigator.hardwareConcurrency").await;
        assert_eq!(page.table("#rates").await.len(), cores.min(8));
        page.click("#copy-card").await;
        assert_eq!(page.overhang().await, 0);
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lengths_that_a_model_cannot_read_are_left_out_and_told() {
    let site = Site::serve().await;
    visit("measure-short", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        page.until_ready().await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        page.go_to_view("#measure").await;
        page.click("#measure").await;
        let done = "return document.getElementById('activity').textContent === 'Done.'";
        page.until(done, "everything that fits is measured").await;
        let timings = page.table("#timings").await;
        let lengths: Vec<_> = timings.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(lengths, ["16", "32"]);
        let told = page.text("#measured").await;
        for length in [64, 128, 256] {
            let words =
                format!("{length} wordpieces: more than the 48 that the model reads at once");
            assert!(told.contains(&words), "{told}");
        }
        page.screenshot("measure-short").await;
        assert_eq!(page.overhang().await, 0);
    })
    .await;
}
