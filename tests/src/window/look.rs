//! Pictures of the window for people to judge, in the light and in the dark.

use std::path::{Path, PathBuf};

use super::{USUAL_SIZE, Window, target_folder};
use crate::{Failure, Told};

/// Where this names anything, each picture is taken on the narrowest screen and in the dark as well. It changes what
/// the journey goes on with, and is for whoever looks at all of them, not for a test.
const ALL_LOOKS: &str = "NIDA_ALL_LOOKS";
/// The narrowest screen that the program is made for, in pixels of the page.
const NARROW: (u32, u32) = (1024, 690);

/// A script that answers once the page as it stands has been painted.
const AFTER_TWO_FRAMES: &str = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";

/// Shows the page in the other theme as a system set to it would; tells how many rules speak of it.
const IN_THE_DARK: &str = "
    const [dark] = arguments;
    window.rulesOfTheDark ??= Array.from(document.styleSheets, (sheet) => Array.from(sheet.cssRules))
        .flat()
        .filter((rule) => rule.media?.mediaText.includes('prefers-color-scheme'));
    for (const rule of window.rulesOfTheDark) {
        rule.media.mediaText = dark ? 'all' : '(prefers-color-scheme: dark)';
    }
    document.documentElement.style.colorScheme = dark ? 'dark' : '';
    return window.rulesOfTheDark.length";

impl Window {
    /// Shows the page as a system set to a dark theme would, or as one that is not.
    ///
    /// # Errors
    /// The window is gone, or the page has no theme for dark rooms.
    pub async fn in_the_dark(&self, dark: bool) -> Told {
        let rules = self.execute(IN_THE_DARK, vec![dark.into()]).await?;
        if rules.as_u64() == Some(0) {
            return Err(Failure::new("the page has no theme for dark rooms"));
        }
        Ok(())
    }

    /// Saves a picture of the window as `target/screens/NAME.png` and tells where it lies.
    ///
    /// # Errors
    /// The picture cannot be taken or written.
    pub async fn picture(&self, name: &str) -> Told<PathBuf> {
        let path = place(name);
        self.picture_at(&path).await?;
        if std::env::var_os(ALL_LOOKS).is_some() {
            self.other_looks(name).await?;
        }
        Ok(path)
    }

    /// Saves a picture of the window as it stands, another of the narrowest screen and one of each in the dark.
    ///
    /// # Errors
    /// As for one picture.
    pub async fn pictures(&self, name: &str) -> Told {
        self.picture_at(&place(name)).await?;
        self.other_looks(name).await
    }

    async fn other_looks(&self, name: &str) -> Told {
        self.resize(NARROW).await?;
        self.picture_at(&place(&format!("{name}-narrow"))).await?;
        self.in_the_dark(true).await?;
        self.picture_at(&place(&format!("{name}-narrow-dark")))
            .await?;
        self.resize(USUAL_SIZE).await?;
        self.picture_at(&place(&format!("{name}-dark"))).await?;
        self.in_the_dark(false).await
    }

    /// Saves a picture of the window there.
    ///
    /// # Errors
    /// The picture cannot be taken or written.
    pub async fn picture_at(&self, path: &Path) -> Told {
        // The picture shows the frame painted last, which on a busy machine is an older one.
        self.ask(AFTER_TWO_FRAMES, vec![]).await?;
        let picture = self.client.screenshot().await?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, picture)?)
    }
}

/// Where a picture of this name lies.
fn place(name: &str) -> PathBuf {
    target_folder().join("screens").join(format!("{name}.png"))
}
