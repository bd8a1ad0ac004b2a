//! Every page of a store's files in clear, read beneath SQLite: what nothing can be asked for may lie there still.

use std::fs;

use aes::Aes256;
use cbc::Decryptor;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _};

use crate::keys::pages::PAGE_BYTES;
use crate::opened::Store;

/// What SQLCipher keeps of a page: the vector, and the code of sixty-four bytes behind it.
const RESERVED_BYTES: usize = 80;
const VECTOR_BYTES: usize = 16;
const WAL_HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;

/// The pages of the file and the frames of its WAL, letters made small.
pub(super) fn pages_of(store: &Store) -> Vec<Vec<u8>> {
    let key = store.key().bytes();
    let file = fs::read(store.folder().database()).unwrap();
    let wal = fs::read(store.folder().wal()).unwrap_or_default();
    let of_file = file.chunks_exact(PAGE_BYTES).enumerate();
    let of_file = of_file.map(|(at, page)| clear(key, page, at == 0));
    let frames = wal.get(WAL_HEADER_BYTES..).unwrap_or_default();
    let of_wal = frames.chunks_exact(FRAME_HEADER_BYTES + PAGE_BYTES);
    let of_wal = of_wal.map(|frame| {
        let (header, page) = frame.split_at(FRAME_HEADER_BYTES);
        clear(key, page, header.starts_with(&1_u32.to_be_bytes()))
    });
    of_file.chain(of_wal).collect()
}

/// A page as SQLite sees it; the first one begins behind the salt.
fn clear(key: &[u8; 32], page: &[u8], is_first: bool) -> Vec<u8> {
    let (content, reserved) = page.split_at(PAGE_BYTES - RESERVED_BYTES);
    let mut content = content[if is_first { 16 } else { 0 }..].to_vec();
    let vector: [u8; VECTOR_BYTES] = reserved[..VECTOR_BYTES].try_into().unwrap();
    Decryptor::<Aes256>::new(key.into(), &vector.into())
        .decrypt_padded::<NoPadding>(&mut content)
        .unwrap();
    content.make_ascii_lowercase();
    content
}

/// How many pages hold these words, which are small letters and digits.
pub(super) fn pages_with(pages: &[Vec<u8>], words: &str) -> usize {
    let holds = |page: &&Vec<u8>| {
        let mut windows = page.windows(words.len());
        windows.any(|window| window == words.as_bytes())
    };
    pages.iter().filter(holds).count()
}
