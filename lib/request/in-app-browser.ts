/**
 * How apps name themselves on the pages that they show inside. Google refuses to sign people in there
 * (`disallowed_useragent`).
 */
const APPS = [
  // Facebook, Messenger; Instagram; Threads, by the name it had before.
  /\bFB(?:AN|AV|IOS|_IAB|4A)\b|\bInstagram\b|\bBarcelona \d/,
  /\bLine\/|\bKAKAO(?:TALK|STORY)\b|\bNAVER\(|\bDaumApps\b|\bBAND\/\d/i,
  /\bMicroMessenger\b|\bWeibo\b|__weibo__|\bQQ\/\d|\bDingTalk\b|\bAliApp\b|\bAlipayClient\b|\bbaiduboxapp\b|\b(?:Lark|Feishu)\//,
  // TikTok and its kin.
  /\bTikTok\b|\bmusical_ly\b|\btrill_|\bBytedance(?:Webview|_)|\bByteLocale\//i,
  /\bTwitter(?: for|Android)|\bSnapchat\b|\bPinterest\b|\bLinkedInApp\b|\bReddit\/|\bTumblr\b|\bQuora\b|\bNextdoor\b/,
  /\bZalo\b|\bViber\b|\bWhatsApp\/|\bTelegram(?:-Android)?\/|\bDiscord\/|\bSlack(?:_SSB)?\/|\bTeamsMobile|\bTeams\/|\bOutlook-(?:iOS|Android)\b/i,
  /\bYJApp\b|\bjp\.co\.yahoo\.|\bVKAndroidApp\b/i,
  /\bElectron\//,
] as const

/** Android's WebView says so since Android 5. */
const ANDROID_WEBVIEW = /;\s?wv\)/

/** Older ones, which look like the browser that came with those systems, and browsers of today that still call themselves so. */
const OLD_ANDROID = /\bAndroid\b.*\bVersion\/4\.0\b/
const NAMED_BROWSER = /\b(?:\w+Browser|OPR|OPT|DuckDuckGo|Ddg|EdgA|Quark|PHX|Puffin|Focus|Klar)\//

/** WebKit of Apple that does not call itself Safari: an app, or a site on somebody's home screen. */
const APPLE_WEBKIT = /\b(?:iPhone|iPad|iPod|Macintosh)\b.*\bAppleWebKit\//
const NAMED_ON_APPLE = /\bSafari\/|\bChrome\//

/**
 * Whether a page is shown by a browser or inside another app, by the user agent: some apps cannot be told from a browser,
 * and some pages not from an app.
 */
export function placeOfPage(userAgent: string | null): 'browser' | 'app' | 'unsure' {
  if (userAgent === null) return 'browser'
  if (ANDROID_WEBVIEW.test(userAgent) || APPS.some((app) => app.test(userAgent))) return 'app'
  if (OLD_ANDROID.test(userAgent) && !NAMED_BROWSER.test(userAgent)) return 'unsure'
  if (APPLE_WEBKIT.test(userAgent) && !NAMED_ON_APPLE.test(userAgent)) return 'unsure'
  return 'browser'
}
