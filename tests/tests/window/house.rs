//! The window itself: what it shows first, what it refuses, what it leaves behind.

use std::fs;
use std::net::TcpListener;

use nida_tests::Told;
use nida_tests::window::Window;
use serde_json::json;

/// An agent who has never seen English must not meet it on the first screen.
#[tokio::test]
async fn the_window_opens_in_arabic_from_right_to_left() -> Told {
    let data = tempfile::tempdir()?;
    let window = Window::open(data.path()).await?;
    let (language, direction) = window.language().await?;
    assert_eq!(
        (language.as_str(), direction.as_str()),
        ("ar", "rtl"),
        "Arabic comes first"
    );
    window.close().await.map(drop)
}

/// What the webview keeps for itself may hold typed text: nothing of it may outlive the run.
#[tokio::test]
async fn the_webview_leaves_nothing_behind() -> Told {
    let data = tempfile::tempdir()?;
    let window = Window::open(data.path()).await?;
    let profile = format!("run/nida-webview-{}", window.process());
    assert!(
        window.home().join(&profile).is_dir(),
        "the webview works in a folder of this run"
    );
    let home = window.close().await?;
    assert!(
        !home.path().join(&profile).exists(),
        "the folder went with the window"
    );
    Ok(())
}

/// An image of the memory would hold the key and what callers said: neither the program nor its webview leaves one.
#[tokio::test]
async fn a_crash_leaves_no_image_of_the_memory() -> Told {
    let data = tempfile::tempdir()?;
    let window = Window::open(data.path()).await?;
    let program = window.process();
    // WebKit begins them on threads of its own.
    let mut begun = Vec::new();
    for thread in fs::read_dir(format!("/proc/{program}/task"))? {
        let children = fs::read_to_string(thread?.path().join("children"))?;
        begun.extend(children.split_whitespace().map(str::to_owned));
    }
    assert!(
        begun.len() >= 2,
        "the page and the network of a webview: {begun:?}"
    );
    for process in begun.into_iter().chain([program.to_string()]) {
        let limits = fs::read_to_string(format!("/proc/{process}/limits"))?;
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let core: Vec<&str> = core.unwrap_or_default().split_whitespace().collect();
        assert_eq!(core.get(4..6), Some(&["1", "1"][..]), "of {process}");
    }
    window.close().await.map(drop)
}

/// A page that could load from or send to anywhere else would be a way out for what callers said.
#[tokio::test]
async fn the_page_reaches_nothing_but_the_application() -> Told {
    let data = tempfile::tempdir()?;
    let elsewhere = TcpListener::bind(("127.0.0.1", 0))?;
    elsewhere.set_nonblocking(true)?;
    let address = format!("http://{}/", elsewhere.local_addr()?);
    let window = Window::open(data.path()).await?;

    let script = "
        const [address, done] = arguments;
        const broken = [];
        addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
        const loaded = (name, attribute) => new Promise((resolve) => {
            const element = document.createElement(name);
            element.onload = () => resolve('loaded');
            element.onerror = () => resolve('refused');
            element[attribute] = address;
            document.body.append(element);
        });
        Promise.all([
            fetch(address).then(() => 'loaded', () => 'refused'),
            loaded('img', 'src'),
            loaded('script', 'src'),
        ]).then((tried) => done([tried, broken.sort(), window.open(address) === null]));";
    let told = window.ask(script, vec![json!(address)]).await?;
    assert_eq!(
        told,
        json!([
            ["refused", "refused", "refused"],
            ["connect-src", "img-src", "script-src-elem"],
            true
        ]),
        "the page's policy refuses every way out, and a second window"
    );
    window
        .execute("location.href = arguments[0]", vec![json!(address)])
        .await?;
    let own = window.ask(
        "const done = arguments[0]; fetch('/index.html').then((own) => done([own.ok, location.origin]), done)",
        vec![],
    );
    let _ = own.await;
    let stayed = window.execute("return location.origin", vec![]).await?;
    assert_eq!(
        stayed,
        json!("tauri://localhost"),
        "the window stays where it is"
    );
    assert!(elsewhere.accept().is_err(), "nobody knocked elsewhere");
    window.close().await.map(drop)
}
