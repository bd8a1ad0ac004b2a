//! A PostgreSQL server for the tests, of this machine's packages: made in a temporary folder, without a
//! port, and writing to the disk as in earnest.
//!
//! Making one takes seconds and a database in it a tenth of one, so all tests of a run share one, whichever
//! process they run in: the first makes it, and a keeper ends it when nobody has used it for a while. A test
//! that ends servers gets its own.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

/// Whom `cargo xtask setup` makes: PostgreSQL does not run as root.
const TEST_USER: &str = "nida-test";
/// Who may do everything in a cluster, and is not asked for a password.
pub(crate) const OWNER: &str = "centre";
/// Who is asked for one.
pub(crate) const ASKED: &str = "asked";
/// Where Debian has the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// At its socket alone.
const NOWHERE: &str = "-c listen_addresses=''";

const MAKE: &str = r#"
    set -e
    rm -rf "$1"
    mkdir -m 700 "$1"
    "$2/initdb" --pgdata="$1/data" --username="$3" --auth=trust --encoding=UTF8 --no-locale \
        --no-instructions >"$1/log" 2>&1
    printf 'local all %s scram-sha-256\nlocal all all trust\n' "$4" >"$1/data/pg_hba.conf""#;

/// An authority of the test's own, a certificate of it for `localhost`, one for another name, and an authority
/// that nobody here is vouched for by. Only encrypted lines are taken.
const CERTIFY: &str = r#"
    set -e
    cd "$1"
    key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    for authority in ours other; do
        openssl req -x509 $key -days 2 -subj "/CN=$authority" -keyout $authority.key -out $authority.pem
    done
    for name in localhost elsewhere; do
        openssl req $key -subj "/CN=$name" -keyout $name.key -out $name.csr
        echo "subjectAltName=DNS:$name" >$name.ext
        openssl x509 -req -in $name.csr -CA ours.pem -CAkey ours.key -CAcreateserial -days 2             -extfile $name.ext -out $name.pem
    done
    chmod 600 *.key
    echo 'hostssl all all 127.0.0.1/32 trust' >>data/pg_hba.conf"#;

/// Waits until nobody uses the cluster and it has been left alone for half a minute, then ends it and
/// removes its folder. The file `start` is held by whoever looks whether it is there.
const KEEP: &str = r#"
    start=$1 used=$2 folder=$3
    shift 3
    (
        exec 8>>"$start" 9>>"$used"
        while sleep 2; do
            [ -n "$(find "$used" -mmin +0.5)" ] || continue
            flock --nonblock 8 || continue
            if flock --nonblock 9; then
                "$@"
                rm -rf "$folder"
                exit
            fi
            flock --unlock 8
        done
    ) &"#;

/// A server with its folder.
pub(crate) struct Cluster {
    folder: PathBuf,
    /// Where it listens beside its socket.
    listens: String,
    /// Locked as long as the cluster is used.
    _in_use: File,
}

impl Cluster {
    /// The one that all tests share.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| {
            let folder = std::env::temp_dir().join(format!("nida-postgres-of-{}", user_id()));
            let (start, used) = (folder.with_extension("start"), folder.with_extension("use"));
            let starting = lock_file(&start);
            starting.lock().unwrap();
            let cluster = Self {
                folder,
                listens: NOWHERE.to_owned(),
                _in_use: take_use(&used),
            };
            if !cluster.is_up() {
                cluster.make();
                cluster.start();
                cluster.keep(&start, &used);
            }
            cluster
        })
    }

    /// One that is this test's alone.
    pub(crate) fn own() -> Self {
        let cluster = Self::unstarted(NOWHERE.to_owned());
        cluster.start();
        cluster
    }

    /// One of its own that listens on the loopback, too, with a certificate for this name.
    pub(crate) fn with_certificate(name: &str) -> (Self, u16) {
        // Free a moment ago; PostgreSQL cannot be given a socket that is open already.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut cluster = Self::unstarted(String::new());
        let mut certify = as_test_user(Path::new("sh"));
        run(certify.args(["-c", CERTIFY, "sh"]).arg(&cluster.folder));
        let file = |ending| cluster.folder.join(format!("{name}.{ending}"));
        cluster.listens = format!(
            "-c listen_addresses=127.0.0.1 -p {port} -c ssl=on -c ssl_cert_file={} \
             -c ssl_key_file={}",
            file("pem").display(),
            file("key").display()
        );
        cluster.start();
        (cluster, port)
    }

    fn unstarted(listens: String) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let made = MADE.fetch_add(1, Ordering::SeqCst);
        let name = format!("nida-postgres-of-process-{}-{made}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        make(&folder);
        let (start, used) = (folder.join("start"), folder.join("use"));
        let cluster = Self {
            folder,
            listens,
            _in_use: take_use(&used),
        };
        cluster.keep(&start, &used);
        cluster
    }

    /// The certificate of an authority.
    pub(crate) fn authority(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.pem"))
    }

    fn make(&self) {
        make(&self.folder);
    }

    pub(crate) fn start(&self) {
        let folder = self.folder.display();
        // A checkpoint would write down hundreds of databases that go in a minute.
        let settings = format!(
            "-k {folder} {} -c shared_buffers=32MB -c checkpoint_timeout=1h -c max_wal_size=4GB",
            self.listens
        );
        let mut start = self.control("start");
        start.args(["-w", "-o", &settings, "-l"]);
        run(start.arg(self.folder.join("log")));
    }

    /// Ends it at once, as a crash does.
    pub(crate) fn crash(&self) {
        run(&mut self.control("stop"));
    }

    fn control(&self, what: &str) -> Command {
        let mut command = as_test_user(&programs().join("pg_ctl"));
        command.arg(what).arg("-D").arg(self.folder.join("data"));
        if what == "stop" {
            command.args(["-m", "immediate"]);
        }
        command
    }

    fn is_up(&self) -> bool {
        UnixStream::connect(self.folder.join(".s.PGSQL.5432")).is_ok()
    }

    /// The address of a database in it.
    pub(crate) fn address(&self, user: &str, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres://{user}@/{database}?host={folder}")
    }

    /// Makes a database in it, without a session of one's own.
    pub(crate) fn make_database(&self, name: &str) {
        let mut make = Command::new(programs().join("createdb"));
        let host = format!("--host={}", self.folder.display());
        run(make.args([&host, "--username", OWNER, "--template", "template0", name]));
    }

    /// Sees that it ends when nobody uses it any more, also where the tests were killed.
    fn keep(&self, start: &Path, used: &Path) {
        let stop = self.control("stop");
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEP, "sh"]).arg(start).arg(used);
        keeper.arg(&self.folder).arg(stop.get_program());
        keeper.args(stop.get_args()).process_group(0);
        run(&mut keeper);
    }
}

fn make(folder: &Path) {
    let mut make = as_test_user(Path::new("sh"));
    make.args(["-c", MAKE, "sh"]).arg(folder).arg(programs());
    run(make.args([OWNER, ASKED]));
}

fn lock_file(path: &Path) -> File {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options.open(path).unwrap()
}

fn take_use(path: &Path) -> File {
    let used = lock_file(path);
    used.set_modified(SystemTime::now()).unwrap();
    used.lock_shared().unwrap();
    used
}

/// The newest version's programs; only some of them are where commands are looked for.
pub(crate) fn programs() -> PathBuf {
    let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|programs| programs.join("initdb").is_file())
        .max();
    newest.expect("PostgreSQL's programs: cargo xtask setup installs them")
}

fn user_id() -> String {
    let told = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

/// A program as somebody who is not root.
fn as_test_user(program: &Path) -> Command {
    let mut command = if user_id() == "0" {
        let mut command = Command::new("runuser");
        command.args(["-u", TEST_USER, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // Not everybody may be where the tests are run.
    command.current_dir("/");
    command
}

fn run(command: &mut Command) {
    let ended = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(ended.success(), "{command:?} failed: {ended}");
}
