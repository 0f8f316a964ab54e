package io.tiktokroutes.sandbox.account;

import io.tiktokroutes.sandbox.world.World;
import java.util.stream.Collectors;

/** The page on which a person grants ad accounts to an app: no scripts, everything escaped. */
final class ConsentPage {

    /** Before the id of an ad account: the name of its checkbox. */
    static final String CHECKBOX = "advertiser_";

    private ConsentPage() {}

    static String html(String appId, String redirect, String state) {
        String accounts =
                World.GRANTED.stream()
                        .flatMap(id -> World.advertiser(id).stream())
                        .map(ConsentPage::account)
                        .collect(Collectors.joining());
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Grant access - sandbox</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
        fieldset { border: 1px solid #ccc; border-radius: 6px; margin: 1.5rem 0; }
        label { display: block; padding: .3rem 0; }
        small { color: #666; }
        code { overflow-wrap: anywhere; }
        button { font: inherit; padding: .5rem 1.5rem; border: 1px solid #888; border-radius: 6px; background: #fff; }
        button[value=confirm] { background: #161823; color: #fff; border-color: #161823; }
        </style>
        </head>
        <body>
        <h1>Grant access</h1>
        <p>This is the sandbox, not TikTok. App <code>%s</code> asks to work with your ad accounts.
        You will go back to <code>%s</code>.</p>
        <form method="post" action="/portal/auth">
        <input type="hidden" name="app_id" value="%s">
        <input type="hidden" name="redirect_uri" value="%s">
        %s<fieldset>
        <legend>Ad accounts</legend>
        %s</fieldset>
        <button name="decision" value="deny">Deny</button>
        <button name="decision" value="confirm">Confirm</button>
        </form>
        </body>
        </html>
        """
                .formatted(
                        escape(appId),
                        escape(redirect),
                        escape(appId),
                        escape(redirect),
                        state == null
                                ? ""
                                : "<input type=\"hidden\" name=\"state\" value=\""
                                        + escape(state)
                                        + "\">\n",
                        accounts);
    }

    private static String account(World.Advertiser a) {
        return "<label><input type=\"checkbox\" name=\"%s%s\" checked> %s <small>%s, %s</small></label>\n"
                .formatted(
                        CHECKBOX,
                        escape(a.id()),
                        escape(a.name()),
                        escape(a.id()),
                        escape(a.currency()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
