import 'server-only'

/**
 * How apps that show web pages inside themselves give themselves away. Google refuses to sign people in there
 * (`disallowed_useragent`): Android's WebView says `; wv)`, others write their name.
 */
const EMBEDDED =
  /; wv\)|\bFB(?:AN|AV|IOS)\b|\bInstagram\b|\bLine\/|\bTwitter for|\bMicroMessenger\b|\bTikTok\b|\bmusical_ly\b|\bSnapchat\b|\bPinterest\/|\bLinkedInApp\b|\bGSA\/.*\bWebView\b/

/** Whether a user agent is that of a page inside another app. */
export function isInAppBrowser(userAgent: string | null): boolean {
  return userAgent !== null && EMBEDDED.test(userAgent)
}
