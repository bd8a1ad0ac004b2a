//! Who sits at the station: people who are added, sign in and sign out.

use super::Station;
use crate::Told;

/// What an agent is added with; they choose their own when they first sign in.
const FIRST_PIN: &str = "640917";

impl Station {
    /// Adds an agent in the settings, as an administrator. At their first sign-in below they choose `secret`.
    ///
    /// # Errors
    /// The person is not taken.
    pub async fn add_agent(&self, login: &str, name_ar: &str, secret: &str) -> Told {
        assert_ne!(secret, FIRST_PIN, "a secret of one's own is another one");
        self.add_agent_with(login, name_ar, FIRST_PIN).await?;
        self.given.borrow_mut().insert(login.to_owned());
        Ok(())
    }

    /// The same with this secret as the one that an administrator gives.
    ///
    /// # Errors
    /// The person is not taken.
    pub async fn add_agent_with(&self, login: &str, name_ar: &str, given: &str) -> Told {
        self.go_to("common-screen-settings").await?;
        self.click("settings-people-add").await?;
        self.fill("common-name-ar", name_ar).await?;
        self.fill("common-login", login).await?;
        self.fill("common-secret", given).await?;
        // An agent is what a new person is unless something else is ticked.
        self.click("settings-people-save").await?;
        self.window
            .see_no_more(&self.word("common-login-hint"))
            .await
    }

    /// Adds an agent who is a supervisor too, as above.
    ///
    /// # Errors
    /// The person is not taken.
    pub async fn add_supervisor(&self, login: &str, name_ar: &str, secret: &str) -> Told {
        assert_ne!(secret, FIRST_PIN, "a secret of one's own is another one");
        self.go_to("common-screen-settings").await?;
        self.click("settings-people-add").await?;
        self.fill("common-name-ar", name_ar).await?;
        self.fill("common-login", login).await?;
        self.fill("common-secret", FIRST_PIN).await?;
        let tick = "document.querySelector('input[data-field=roles][value=supervisor]').click()";
        self.window.execute(tick, vec![]).await?;
        self.click("settings-people-save").await?;
        self.window
            .see_no_more(&self.word("common-login-hint"))
            .await?;
        self.given.borrow_mut().insert(login.to_owned());
        Ok(())
    }

    /// Signs a person in who may log calls, and waits for their desk.
    ///
    /// # Errors
    /// The desk does not come.
    pub async fn sign_in(&self, login: &str, secret: &str) -> Told {
        self.heading("signin-title").await?;
        self.enter(login, secret).await?;
        self.heading("desk-empty-title").await.map(drop)
    }

    /// Login and secret at the sign-in or at a locked machine; who was added chooses the secret first.
    ///
    /// # Errors
    /// They are not asked for.
    pub async fn enter(&self, login: &str, secret: &str) -> Told {
        let is_first = self.given.borrow_mut().remove(login);
        let typed = if is_first { FIRST_PIN } else { secret };
        self.fill("common-login", login).await?;
        self.fill("common-secret", typed).await?;
        self.click("signin-enter").await?;
        if !is_first {
            return Ok(());
        }
        self.window.see(&self.word("signin-given-lead")).await?;
        self.fill("settings-secret-new", secret).await?;
        self.fill("settings-secret-again", secret).await?;
        self.click("signin-given-go").await
    }

    /// Signs the person out and waits for the sign-in.
    ///
    /// # Errors
    /// It does not come.
    pub async fn sign_out(&self) -> Told {
        self.click("common-sign-out").await?;
        self.heading("signin-title").await.map(drop)
    }
}
