import { expect, test } from '@playwright/test'
import { placeOfPage } from '#lib/request/in-app-browser'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const IPAD = 'Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const WEBVIEW =
  'Mozilla/5.0 (Linux; Android 14; SM-S921B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.7151.61 Mobile Safari/537.36'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; SM-S921B Build/UP1A.231005.007) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36'
const OLD_ANDROID =
  'Mozilla/5.0 (Linux; U; Android 11; en-gb; M2010J19CG Build/RKQ1) AppleWebKit/537.36 (KHTML, like Gecko)'
const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

const userAgents = {
  app: {
    'any Android WebView': WEBVIEW,
    'an Android WebView whose device is not named':
      'Mozilla/5.0 (Linux; Android 15; Pixel 9;wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/150.0.0.0 Mobile Safari/537.36',
    'Facebook on iOS': `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/513.1.0.55.90;FBBV/735016021;FBDV/iPhone16,1;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBID/phone;FBLC/en_GB;FBOP/5]`,
    'Facebook on Android': `${WEBVIEW} [FB_IAB/FB4A;FBAV/513.0.0.48.59;]`,
    'Messenger on iOS': `${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/455.0.0.52.109;FBBV/598284083;]`,
    'Instagram on iOS': `${IPHONE} Mobile/22F76 Instagram 384.0.0.28.86 (iPhone16,1; iOS 18_5; en_GB; en-GB; scale=3.00; 1179x2556; 742302340; IABMV/1)`,
    'Threads on iOS': `${IPHONE} Mobile/22F76 Barcelona 384.0.0.28.86 (iPhone16,1; iOS 18_5; en_GB; en; scale=3.00; 1179x2556; 742302340)`,
    'LINE on iOS': `${IPHONE} Mobile/15E148 Safari Line/15.8.1`,
    'LINE on Android': `${WEBVIEW} Line/15.8.0/IAB`,
    'KakaoTalk on iOS': `${IPHONE} Mobile/15E148 KAKAOTALK/25.1.1 (INAPP)`,
    'KakaoTalk on Android': `${WEBVIEW};KAKAOTALK 2510250`,
    'NAVER on iOS': `${IPHONE} Mobile/15E148 Safari/605.1 NAVER(inapp; search; 2000; 12.11.4; 15PRO)`,
    'Daum on iOS': `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1 DaumApps/8.6.0 DaumDevice/mobile`,
    'BAND on iOS': `${IPHONE} Mobile/15E148 BAND/23.0.2 (iOS; iPhone16,1)`,
    'WeChat on iOS': `${IPHONE} Mobile/15E148 MicroMessenger/8.0.60(0x18003c32) NetType/WIFI Language/en`,
    'WeChat on Android': `${ANDROID} XWEB/1340075 MMWEBSDK/20250201 MicroMessenger/8.0.60.2860(0x28003C3C) WeChat/arm64`,
    'Weibo on iOS': `${IPHONE} Mobile/15E148 Weibo (iPhone16,1__weibo__15.5.0__iphone__os18.5)`,
    'QQ on Android': `${OLD_ANDROID} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/047601 Mobile Safari/537.36 V1_AND_SQ_9.1.60 QQ/9.1.60.24370 NetType/WIFI`,
    'Alipay on iOS': `${IPHONE} Mobile/22F76 NebulaSDK/1.8.100112 Nebula AliApp(AP/10.7.26) AlipayClient/10.7.26`,
    'DingTalk on iOS': `${IPHONE} Mobile/22F76 AliApp(DingTalk/7.6.50) com.laiwang.DingTalk/45104091`,
    'Lark on iOS': `${IPHONE} Mobile/15E148 Safari/604.1 Lark/7.46.6 LarkLocale/en_US`,
    'Baidu on Android': `${OLD_ANDROID} Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.78 baiduboxapp/13.78.5.10 (Baidu; P1 11)`,
    'TikTok on iOS': `${IPHONE} Mobile/22F76 musical_ly_39.8.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB BytedanceWebview/d8a21c6`,
    'TikTok on Android': `${WEBVIEW} trill_2023908030 JsSdk/1.0 NetType/WIFI AppName/trill app_version/39.8.3 ByteLocale/en`,
    'BytedanceWebview by itself': `${IPHONE} Mobile/22F76 BytedanceWebview/d8a21c6`,
    'Twitter on iOS': `${IPHONE} Mobile/15E148 Twitter for iPhone/11.1`,
    'Twitter on Android': `${ANDROID} TwitterAndroid`,
    'Snapchat on iOS': `${IPHONE} Mobile/15E148 Snapchat/13.43.0.50 (like Safari/8621.2.5.10.7, panda)`,
    'Pinterest on iOS': `${IPHONE} Mobile/15E148 [Pinterest/iOS]`,
    'Pinterest on Android': `${WEBVIEW} [Pinterest/Android]`,
    'LinkedIn on iOS': `${IPHONE} Mobile/15E148 [LinkedInApp]/9.31.1010`,
    'Reddit on iOS': `${IPHONE} Mobile/15E148 Reddit/Version 2025.23.0/Build 619010/iOS Version 18.5 (Build 22F76)`,
    'Zalo on iOS': `${IPHONE} Mobile/15E148 Zalo iOS/250502 ZaloTheme/light ZaloLanguage/vn`,
    'Zalo on Android': `${ANDROID} Zalo android/12050812 ZaloTheme/light ZaloLanguage/vi`,
    'Viber on iOS': `${IPHONE} Mobile/15E148 Viber/25.2.0.1`,
    'Telegram on Android': `${ANDROID} Telegram-Android/11.11.1 (Samsung SM-S921B; Android 14; SDK 34; HIGH)`,
    'Discord on a desktop': `${DESKTOP} discord/1.0.9193 Chrome/134.0.6998.44 Electron/35.1.5 Safari/537.36`,
    'Slack on iOS': `${IPHONE} Mobile/15E148 Slack_SSB/25.05.20`,
    'Slack on a desktop': `${MAC} Chrome/136.0.7103.113 Electron/36.3.0 Safari/537.36 Slack_SSB/4.44.59 Sonic`,
    'Teams on iOS': `${IPHONE} Mobile/15E148 TeamsMobile-iOS/7.9.1`,
    'Teams on Android': `${ANDROID} TeamsMobile-Android`,
    'Teams on a desktop': `${DESKTOP} Teams/1.7.00.15969 Chrome/120.0.6099.291 Electron/28.3.3 Safari/537.36`,
    'Outlook on iOS': `${IPHONE} Mobile/15E148 Outlook-iOS/4.2520.0`,
    'Yahoo! JAPAN on iOS': `${IPHONE} Mobile/15E148 YJApp-IOS jp.co.yahoo.ipn.appli/4.165.0`,
    'any other Electron': `${DESKTOP} MyShell/1.0.0 Chrome/136.0.7103.113 Electron/36.3.0 Safari/537.36`,
  },
  unsure: {
    'a site on an iPhone’s home screen': `${IPHONE} Mobile/15E148`,
    'an app on an iPhone without a name': `${IPHONE} Mobile/22F76 MyOwnApp/3.1`,
    'a site on an iPad’s home screen': `${IPAD} Mobile/15E148`,
    'an app on an iPad that asks for desktop sites': MAC,
    'a WebView of Android 4.4':
      'Mozilla/5.0 (Linux; Android 4.4; Nexus 5 Build/_BuildID_) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/30.0.0.0 Mobile Safari/537.36',
    'the browser, or a WebView, of Android 4.1':
      'Mozilla/5.0 (Linux; U; Android 4.1.1; en-gb; Build/KLP) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Safari/534.30',
  },
  browser: {
    'Safari on an iPhone': `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`,
    'Safari on an iPad': `${IPAD} Version/17.6 Mobile/15E148 Safari/604.1`,
    'Safari on a Mac': `${MAC} Version/18.5 Safari/605.1.15`,
    'Chrome on an iPhone': `${IPHONE} CriOS/137.0.7151.79 Mobile/15E148 Safari/604.1`,
    'Firefox on an iPhone': `${IPHONE} FxiOS/139.0 Mobile/15E148 Safari/605.1.15`,
    'Edge on an iPhone': `${IPHONE} Version/18.0 EdgiOS/136.0.3240.91 Mobile/15E148 Safari/604.1`,
    'Opera on an iPhone': `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1 OPT/5.5.1`,
    'DuckDuckGo on an iPhone': `${IPHONE} Version/18.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`,
    'the app of Google Search on an iPhone': `${IPHONE} GSA/372.0.767326862 Mobile/15E148 Safari/604.1`,
    'Chrome on Android': ANDROID,
    'Chrome on Android that says no more than it must':
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36',
    'Samsung Internet':
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    'Firefox on Android': 'Mozilla/5.0 (Android 14; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0',
    'DuckDuckGo on Android':
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile DuckDuckGo/5 Safari/537.36',
    'the browser of Xiaomi': `${OLD_ANDROID} Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.4.0-gn`,
    'UC Browser': `${OLD_ANDROID} Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.8.1322 Mobile Safari/537.36`,
    'the browser of Oppo': `${OLD_ANDROID} Version/4.0 Chrome/115.0.5790.168 Mobile Safari/537.36 HeyTapBrowser/45.11.0.1`,
    'Opera Mini': `${OLD_ANDROID} Version/4.0 Chrome/101.0.4951.61 Mobile Safari/537.36 OPR/64.2.2254.62069`,
    'Chrome on Windows': `${DESKTOP} Chrome/137.0.0.0 Safari/537.36`,
    'Edge on Windows': `${DESKTOP} Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0`,
    'Chrome on a Mac': `${MAC} Chrome/137.0.0.0 Safari/537.36`,
    'Firefox on a Mac':
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox on Linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'a tool': 'curl/8.5.0',
  },
} as const

for (const [place, named] of Object.entries(userAgents)) {
  test(`user agents: ${place}`, () => {
    for (const [title, userAgent] of Object.entries(named))
      expect.soft(placeOfPage(userAgent), title).toBe(place)
  })
}

test('a browser that does not say what it is may sign in', () => {
  expect(placeOfPage(null)).toBe('browser')
})
