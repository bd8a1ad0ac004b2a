//! Writes into the store of a machine what other use-cases, or years, would.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use app::dto::OpenStore;
use app::{App, AppError, Config, PolicyPlace};
use domain::id::{ActId, Millis, UserId};
use domain::role::Role;
use store::{Acting, Folder, Stamp, Store, Unlock, random};

use super::common::*;

/// Writes while the application is closed, and opens it again, under a policy where there is one.
pub(crate) fn plant(
    machine: Machine,
    policy: Option<&str>,
    what: impl FnOnce(&mut Acting<'_>) + Send + 'static,
) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let store = Store::open(&Folder::at(folder.path()), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let at = Millis(SUNDAY_TEN);
    let stamp = Stamp {
        act: ActId::new(at, random().unwrap()),
        actor: UserId::from_bytes([9; 16]),
        role: Role::Supervisor,
        at,
        zone_min: 240,
        skew_ms: None,
        since_start_ms: 0,
    };
    store
        .act(stamp, move |acting| {
            what(acting);
            Ok::<_, AppError>(())
        })
        .unwrap();
    drop(store);
    let policy = policy.map(|text| {
        let place = PolicyPlace {
            path: folder.path().join("policy.json"),
            owner: fs::metadata(folder.path()).unwrap().uid(),
        };
        fs::write(&place.path, text).unwrap();
        fs::set_permissions(&place.path, fs::Permissions::from_mode(0o644)).unwrap();
        place
    });
    let app = App::start(Config {
        policy,
        ..config(folder.path(), clock.clone())
    });
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    Machine { folder, clock, app }
}
