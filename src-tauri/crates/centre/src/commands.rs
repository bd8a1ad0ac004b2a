//! The commands of exports and of packs: by file, by token, and what there was of them.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Read as _, Write};
use std::path::PathBuf;

use centre::{
    After, Clock as _, ExportOverview, Format, NewExport, PackNumber, Period, Rows, Storage,
    SystemClock, What, issue_export_token, publish_pack,
};
use clap::Args;
use domain::id::SiteId;
use domain::local_day::LocalDay;
use domain::wire::{MAX_PACK_BYTES, PackKind, Site};

use crate::unfinished::{Readers, Unfinished};
use crate::{Data, time};

/// Rows that are read at once.
const ROWS_AT_ONCE: usize = 1_000;
/// Exports that are listed.
const LISTED: usize = 50;

/// An export to a file.
#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    data: Data,
    /// Name of the site; without it the first.
    #[arg(long)]
    site: Option<String>,
    /// calls, issues, cases, moves, or entries as they came in with all that is personal in them.
    #[arg(long, default_value = "calls")]
    what: What,
    /// ndjson or csv.
    #[arg(long, default_value = "csv")]
    format: Format,
    /// First day that is wanted, as 2026-11-01 in Asia/Muscat: of calls, of the opening of cases, of the receipt
    /// of entries.
    #[arg(long, value_name = "DAY")]
    from: Option<LocalDay>,
    /// First day that is not wanted any more.
    #[arg(long, value_name = "DAY")]
    to: Option<LocalDay>,
    /// The last row that is there already: ID, CALL.ID, CASE.PLACE, or the number of an entry.
    #[arg(long, value_name = "ROW")]
    after: Option<String>,
    /// Where to; a file that is there already is left alone.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A token for exports over the line.
#[derive(Args)]
pub(crate) struct Token {
    #[command(flatten)]
    data: Data,
    /// What to call it; exports name it.
    #[arg(long)]
    name: String,
    /// Name of the site; without it the first.
    #[arg(long)]
    site: Option<String>,
    /// What it is good for, parted by commas: calls, issues, cases, moves; and entries, with all that is personal
    /// in them, only where they are named.
    #[arg(long, value_delimiter = ',', default_values_t = ["calls", "issues", "cases", "moves"].map(String::from))]
    only: Vec<String>,
}

/// A token that ends.
#[derive(Args)]
pub(crate) struct Revoke {
    #[command(flatten)]
    data: Data,
    /// What it is called.
    name: String,
}

/// A pack for all machines of a site.
#[derive(Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    data: Data,
    /// The file that says it.
    file: PathBuf,
    /// What it holds: cards, lists or policy.
    #[arg(long)]
    kind: PackKind,
    /// Name of the site; without it the first.
    #[arg(long)]
    site: Option<String>,
    /// Its number; without it the one after the newest. Needed after a restore of the centre from a backup, so that
    /// no number comes again that machines have with another content.
    #[arg(long)]
    version: Option<u64>,
    /// The number is meant, however far above the newest it lies: none below it can be given afterwards.
    #[arg(long, requires = "version")]
    force: bool,
}

/// What there is of tokens, exports or packs.
#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    data: Data,
}

async fn site(storage: &dyn Storage, name: Option<&str>) -> Result<Site, Box<dyn Error>> {
    let sites = storage.sites().await?.into_iter().map(|site| site.site);
    let mut sites = sites.filter(|site| name.is_none_or(|name| site.name == name.trim()));
    Ok(sites.next().ok_or("there is no such site")?)
}

pub(crate) async fn export(asked: Export) -> Result<(), Box<dyn Error>> {
    let period = Period::new(asked.from, asked.to)?;
    let after = asked.after.as_deref();
    let after = after.map(|text| After::read(asked.what, text));
    let after = after
        .transpose()
        .map_err(|error| format!("--after: {error}"))?;
    let storage = asked.data.open().await?;
    let storage = storage.as_ref();
    let site = site(storage, asked.site.as_deref()).await?;
    for unfolded in storage.unfolded().await? {
        if unfolded.site == site.id && asked.what != What::Entries {
            let behind = unfolded.behind;
            writeln!(
                std::io::stderr(),
                "{behind} numbers of the site are not folded yet and not in it"
            )?;
        }
    }
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    let new = NewExport {
        id,
        site: site.id,
        begun_at: SystemClock.now(),
        token: String::new(),
        what: asked.what,
        format: asked.format,
        file: asked.out.display().to_string(),
        period,
        after,
    };
    // All that callers said is in entries: whoever exports them decides who else reads it.
    let readers = match asked.what {
        What::Entries => Readers::OwnerAlone,
        What::Calls | What::Issues | What::Cases | What::Moves => Readers::AsUsual,
    };
    let mut file = BufWriter::new(Unfinished::begin(&asked.out, readers)?);
    storage.begin_export(new.clone()).await?;
    let mut rows = Rows::new(storage, &new, ROWS_AT_ONCE);
    while let Some(page) = rows.next().await? {
        file.write_all(page.as_bytes())?;
    }
    let file = file.into_inner()?;
    file.sync()?;
    // What is not recorded does not count as exported.
    storage.end_export(id, rows.written()).await?;
    file.end()?;
    writeln!(std::io::stdout(), "{} rows", rows.written())?;
    Ok(())
}

pub(crate) async fn token(asked: Token) -> Result<(), Box<dyn Error>> {
    let storage = asked.data.open().await?;
    let site = site(storage.as_ref(), asked.site.as_deref()).await?;
    let only = asked.only.iter().map(|name| name.trim().parse());
    let only: Vec<What> = only.collect::<Result<_, _>>()?;
    let now = SystemClock.now();
    let issued = issue_export_token(storage.as_ref(), site.id, &asked.name, only, now).await?;
    writeln!(std::io::stdout(), "{}", issued.token)?;
    let (name, site) = (issued.kept.name, site.name);
    writeln!(
        std::io::stderr(),
        "{name:?} may export of site {site}. The token is shown this once; until `revoke-export` it is good."
    )?;
    Ok(())
}

pub(crate) async fn revoke(asked: Revoke) -> Result<(), Box<dyn Error>> {
    let storage = asked.data.open().await?;
    let revoked = storage.revoke_export_token(asked.name.clone(), SystemClock.now());
    if !revoked.await? {
        return Err("there is no such token".into());
    }
    writeln!(std::io::stdout(), "{:?} exports no more", asked.name)?;
    Ok(())
}

pub(crate) async fn list(asked: List) -> Result<(), Box<dyn Error>> {
    let storage = asked.data.open().await?;
    let sites = storage.sites().await?;
    let name = |id: SiteId| {
        let site = sites.iter().find(|site| site.site.id == id);
        site.map_or("?", |site| site.site.name.as_str())
    };
    let mut out = std::io::stdout();
    for token in storage.export_tokens().await? {
        let tables: Vec<_> = token.tables.iter().map(|what| what.name()).collect();
        let revoked = token
            .revoked_at
            .map_or(String::new(), |at| format!(", revoked {}", time(at)));
        writeln!(
            out,
            "token {:?}: {} of site {}, made {}{revoked}",
            token.name,
            tables.join(", "),
            name(token.site),
            time(token.made_at),
        )?;
    }
    for export in storage.exports(LISTED).await? {
        let ExportOverview {
            site,
            begun_at,
            token,
            what,
            format,
            file,
            rows,
            scope,
        } = export;
        let rows = rows.map_or("not ended".to_owned(), |rows| format!("{rows} rows"));
        let whom = if token.is_empty() {
            format!("to {file:?}")
        } else {
            format!("by token {token:?}")
        };
        writeln!(
            out,
            "{}  {what}.{format} of site {}{}{scope}, {rows}, {whom}",
            time(begun_at),
            name(site),
            if scope.is_empty() { "" } else { " " },
        )?;
    }
    Ok(())
}

pub(crate) async fn publish(asked: Publish) -> Result<(), Box<dyn Error>> {
    let mut content = Vec::new();
    let bound = u64::try_from(MAX_PACK_BYTES).unwrap_or(u64::MAX);
    File::open(&asked.file)
        .and_then(|file| file.take(bound.saturating_add(1)).read_to_end(&mut content))
        .map_err(|error| format!("{} cannot be read: {error}", asked.file.display()))?;
    let storage = asked.data.open().await?;
    let site = site(storage.as_ref(), asked.site.as_deref()).await?;
    let number = match asked.version {
        None => PackNumber::Next,
        Some(version) if asked.force => PackNumber::Forced(version),
        Some(version) => PackNumber::Given(version),
    };
    let published = publish_pack(
        storage.as_ref(),
        &site,
        asked.kind,
        content,
        number,
        SystemClock.now(),
    )
    .await
    .map_err(|error| format!("{}: {error}", asked.file.display()))?;
    writeln!(
        std::io::stdout(),
        "{} version {} for site {}: {} rows",
        asked.kind,
        published.version,
        site.name,
        published.rows
    )?;
    if !published.retired.is_empty() {
        let retired: Vec<_> = published.retired.into_iter().collect();
        let what = match asked.kind {
            PackKind::Policy => "not fixed any more, so free at each machine",
            PackKind::Cards | PackKind::Lists => "not in it any more, so not offered any more",
        };
        writeln!(std::io::stderr(), "{what}: {}", retired.join(", "))?;
    }
    Ok(())
}

pub(crate) async fn packs(asked: List) -> Result<(), Box<dyn Error>> {
    let storage = asked.data.open().await?;
    let mut out = std::io::stdout();
    for site in storage.sites().await? {
        for kind in PackKind::ALL {
            if let Some(pack) = storage.pack(site.site.id, kind, None).await? {
                writeln!(
                    out,
                    "{kind} version {} of site {}, published {}, {} bytes",
                    pack.version,
                    site.site.name,
                    time(pack.published_at),
                    pack.content.len()
                )?;
            }
        }
    }
    Ok(())
}
