import { expect, test } from '@playwright/test'
import { describeBrowser } from '#lib/request/client'
import { describeDevice } from '#lib/request/device'

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0'

/** What browsers say of themselves, and what people see of it. */
const devices: [userAgent: string | null, kind: string, family: string, name: string | null][] = [
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`,
    'computer',
    'chrome',
    'Chrome on Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/139.0.0.0`,
    'computer',
    'edge',
    'Microsoft Edge on Windows',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'computer',
    'firefox',
    'Firefox on Linux',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'computer',
    'safari',
    'Safari on macOS',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`,
    'computer',
    'chrome',
    'Chrome on Chrome OS',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`,
    'phone',
    'chrome',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'phone',
    'safari',
    'Safari on iOS',
  ],
  [
    `Mozilla/5.0 (Linux; Android 13; SM-X906C) ${CHROME} Safari/537.36`,
    'tablet',
    'chrome',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15',
    'tablet',
    'firefox',
    'Firefox on iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Tizen 2.3; SmartHub; SMART-TV) AppleWebKit/538.1 (KHTML, like Gecko) SamsungBrowser/2.1 TV Safari/538.1',
    'television',
    'other',
    'Samsung Internet for Android on Tizen',
  ],
  ['house-lamp', 'unknown', 'other', null],
  ['', 'unknown', 'other', null],
  [null, 'unknown', 'other', null],
]

for (const [userAgent, kind, family, name] of devices) {
  test(`a device of the kind ${kind}, ${name}, by ${userAgent}`, () => {
    expect(describeDevice(userAgent)).toMatchObject({ kind, family })
    expect(describeBrowser(userAgent)).toBe(name)
  })
}

test('however many browsers ask, each is told what it is', () => {
  for (let version = 100; version < 1_500; version++)
    expect(
      describeBrowser(`Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`),
    ).toBe('Firefox on Linux')
})
