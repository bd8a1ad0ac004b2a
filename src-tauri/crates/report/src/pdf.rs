//! PDF: A4 pages set by typst, right to left in Arabic, with the font in the file. The template is ours
//! (`assets/documents`); what it shows comes in as data, so that no text is ever read as markup.

use serde_json::{Value, json};
use typst::LibraryExt as _;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use i18n::Digits;

use crate::document::{Document, Kind, Table};
use crate::error::{ReportError, Result};
use crate::plain::plain;
use crate::print;

const TEMPLATE: &str = include_str!("../../../../assets/documents/bulletin.typ");
const FONTS: [&[u8]; 2] = [
    include_bytes!("../../../../assets/fonts/IBMPlexSansArabic-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/IBMPlexSansArabic-Bold.ttf"),
];

/// The document as PDF.
///
/// # Errors
/// `Pages` where typst refuses template or data: a fault of this program.
pub fn pdf(document: &Document) -> Result<Vec<u8>> {
    let world = Press::new(&data(document))?;
    let pages = typst::compile::<PagedDocument>(&world).output;
    let pages = pages.map_err(|_| ReportError::Pages)?;
    let options = PdfOptions {
        // No time of its own: the same document is the same file.
        timestamp: None,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|_| ReportError::Pages);
    // Typst remembers what it set, which nobody asks for again.
    typst::comemo::evict(0);
    bytes
}

/// What typst sees of the world: one template, one file of data, our fonts. No disk, no network, no clock.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: (FileId, Bytes),
}

impl Press {
    fn new(data: &Value) -> Result<Self> {
        let fonts: Vec<Font> = FONTS
            .into_iter()
            .flat_map(|font| Font::iter(Bytes::new(font)))
            .collect();
        let mut book = FontBook::new();
        for font in &fonts {
            book.push(font.info().clone());
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(book),
            fonts,
            template: Source::new(file("bulletin.typ")?, TEMPLATE.to_owned()),
            data: (file("document.json")?, Bytes::from_string(data.to_string())),
        })
    }
}

fn file(name: &str) -> Result<FileId> {
    let path = VirtualPath::new(name).map_err(|_| ReportError::Pages)?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            return Ok(self.template.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (data, bytes) = &self.data;
        if id == *data {
            return Ok(bytes.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn data(document: &Document) -> Value {
    let tables = document.tables.iter();
    json!({
        "lang": document.locale.code(),
        "rtl": document.locale.is_right_to_left(),
        "arab": document.digits == Digits::Arab,
        "title": plain(&document.title),
        "lines": document.lines.iter().map(|line| plain(line)).collect::<Vec<_>>(),
        "tables": tables.map(|of| table(of, document.digits)).collect::<Vec<_>>(),
        "notes_heading": plain(&document.notes_heading),
        "notes": document.notes.iter().map(|(figure, counts)| json!([plain(figure), plain(counts)])).collect::<Vec<_>>(),
        "page": {
            "before": document.page.before,
            "of": document.page.of,
            "by": plain(&document.page.by),
        },
    })
}

fn table(of: &Table, digits: Digits) -> Value {
    let columns = of.columns.iter().map(
        |column| json!({ "heading": plain(&column.heading), "values": column.kind == Kind::Values }),
    );
    let rows = of.rows.iter().map(|row| {
        let cells: Vec<String> = (0..of.columns.len())
            .map(|at| {
                let cell = row.cells.get(at);
                cell.map_or_else(String::new, |cell| print::cell(cell, digits))
            })
            .collect();
        json!({ "below": row.below, "cells": cells })
    });
    json!({
        "heading": plain(&of.heading),
        "columns": columns.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "bars": of.bar_lengths(),
    })
}
