//! What the centre fixes for all machines of a site is checked before it is signed, and says nothing that is for the
//! administrator of each machine.

use domain::wire::Pack;

use crate::ground::Ground;
use crate::process::{printed, run, run_whole};
use crate::world::{World, read};

/// A mistake is told by key and line; what a centre must not choose for a machine is refused by its name.
#[tokio::test]
async fn the_command_tells_each_fault_of_a_policy() {
    let ground = Ground::new().await;
    printed(&run(&ground, &["enrol", "--site", "مسقط"]));
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("policy.json");
    let publish = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let path = file.to_str().unwrap();
        run_whole(
            &ground,
            &[
                "pack", "publish", path, "--kind", "policy", "--site", "مسقط",
            ],
        )
    };
    let refused = |text: &str, expected: &str| {
        let output = publish(text);
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{expected}: {said}");
    };
    for key in ["centreAddress", "keyFile", "keyring"] {
        refused(
            &format!("{{\n\"{key}\": true}}"),
            &format!("line 2: \"{key}\" is for the policy file of a machine alone"),
        );
    }
    refused(
        "{\"lockMin\": 40}",
        "line 1, key \"lockMin\": a whole number of minutes from 1 to 30",
    );
    refused("{\"lockmin\": 4}", "line 1: there is no key \"lockmin\"");
    refused(
        "[]",
        "this is not the JSON that is expected here: one object",
    );
    let told = printed(&publish("{\"lockMin\": 4, \"language\": \"ar\"}"));
    assert_eq!(told, "policy version 1 for site مسقط: 2 rows\n");
    let output = publish("{\"lockMin\": 4}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "not fixed any more, so free at each machine: language\n"
    );
}

/// It is given like every pack, and nothing to fix is a policy too: so it is taken back.
#[tokio::test]
async fn an_empty_policy_is_given_as_well() {
    let world = World::new().await;
    let desk = world.desk(1).await;
    crate::lists::publish(&world, domain::wire::PackKind::Policy, "{}")
        .await
        .unwrap();
    let pack: Pack = read(&desk.get("/v1/packs/policy").await);
    assert_eq!(
        (pack.kind.as_str(), pack.content.0.as_slice()),
        ("policy", b"{}".as_slice())
    );
}
