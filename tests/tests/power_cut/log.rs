//! What the recorder wrote down, read back. The form is that of `record.c`.

use nida_tests::victim::Word;

/// Bytes of a record before those that it carries: kind, inode, number, count.
const HEAD_BYTES: usize = 25;

/// One call of the program that changed something below the watched folder, or something that it said. Paths are
/// from that folder on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Record {
    /// A file was made, empty.
    Made { inode: u64, path: String },
    /// A folder was made.
    FolderMade { inode: u64, path: String },
    /// Bytes were written.
    Wrote { inode: u64, at: u64, bytes: Vec<u8> },
    /// The size was set.
    Sized { inode: u64, size: u64 },
    /// A file or folder was synced, and the call had come back.
    Synced { inode: u64 },
    /// A file or folder got another name, in the place of what bore it.
    Renamed { from: String, to: String },
    /// A name was taken away, of a file or of an empty folder.
    Removed { path: String },
    /// Something came out at standard output.
    Said { bytes: Vec<u8> },
    /// Something went out over a connection.
    Answered { connection: u64, bytes: Vec<u8> },
}

/// All records of a log; a last one that was being written when the program was killed is none.
pub(crate) fn read(mut log: &[u8]) -> Vec<Record> {
    let mut records = Vec::new();
    while let Some((head, rest)) = log.split_at_checked(HEAD_BYTES) {
        let number = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().unwrap());
        let (inode, at) = (number(1), number(9));
        let count = usize::try_from(number(17)).unwrap();
        let Some((bytes, rest)) = rest.split_at_checked(count) else {
            break;
        };
        let text = || String::from_utf8(bytes.to_vec()).expect("names are text");
        records.push(match head[0] {
            b'c' => Record::Made {
                inode,
                path: text(),
            },
            b'm' => Record::FolderMade {
                inode,
                path: text(),
            },
            b'w' => Record::Wrote {
                inode,
                at,
                bytes: bytes.to_vec(),
            },
            b't' => Record::Sized { inode, size: at },
            b'f' => Record::Synced { inode },
            b'u' | b'd' => Record::Removed { path: text() },
            b'r' => {
                let names = text();
                let (from, to) = names.split_once('\0').expect("a rename has two names");
                Record::Renamed {
                    from: from.to_owned(),
                    to: to.to_owned(),
                }
            }
            b's' => Record::Said {
                bytes: bytes.to_vec(),
            },
            b'a' => Record::Answered {
                connection: inode,
                bytes: bytes.to_vec(),
            },
            other => panic!("a record of kind {other}"),
        });
        log = rest;
    }
    records
}

/// The words among what was said, each with how many records there were when its line was out: whoever cuts the
/// power after that many holds the machine to it.
pub(crate) fn words(records: &[Record]) -> Vec<(usize, Word)> {
    lines(records)
        .into_iter()
        .map(|(at, line)| (at, line.parse().unwrap()))
        .collect()
}

/// The same for lines of any kind.
pub(crate) fn lines(records: &[Record]) -> Vec<(usize, String)> {
    let (mut found, mut begun) = (Vec::new(), Vec::new());
    for (at, record) in (1..).zip(records) {
        let Record::Said { bytes } = record else {
            continue;
        };
        begun.extend_from_slice(bytes);
        while let Some(end) = begun.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = begun.drain(..=end).collect();
            let line = String::from_utf8(line).expect("what is said is text");
            found.push((at, line.trim_end().to_owned()));
        }
    }
    found
}

/// A line counts when its end is out; half a line promises nothing.
#[test]
fn half_a_line_is_no_promise() {
    let said = |text: &str| Record::Said { bytes: text.into() };
    let records = [said("ma"), Record::Synced { inode: 1 }, said("de\nrea")];
    assert_eq!(words(&records), [(3, Word::Made)]);
}

/// A program that is killed in the middle of a record leaves half of it.
#[test]
fn half_a_record_is_none() {
    let mut log = vec![b'f', 7, 0, 0, 0, 0, 0, 0, 0];
    log.extend([0; 16]);
    assert_eq!(read(&log), [Record::Synced { inode: 7 }]);
    let whole = log.len();
    log.extend_from_within(..);
    for cut in whole..log.len() {
        assert_eq!(read(&log[..cut]).len(), 1);
    }
}
