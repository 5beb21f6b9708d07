import type { Page } from '@playwright/test'

/**
 * What is set badly on a page as it stands, as far as a machine can see it: on two lines a time, a short label of a button, or one
 * beside a sign; a text that is clipped; a line that ends after a letter and its hyphen, or within the host of an address; a full
 * stop of another script in Japanese, or room after one of its own; a text from right to left whose first name is not at its
 * beginning; and one that runs the other way than what is around it and begins in its middle.
 */
export function findMishaps(page: Page): Promise<string[]> {
  return page.evaluate(readMishaps)
}

/** Runs in the page. */
function readMishaps(): string[] {
  const SHORT = 12
  const all = (selector: string) =>
    [...document.querySelectorAll(selector)].filter((element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    )
  const rangeOf = (node: Node, from = 0, to = node.textContent?.length ?? 0) => {
    const range = document.createRange()
    if (node.nodeType !== Node.TEXT_NODE) range.selectNodeContents(node)
    else {
      range.setStart(node, from)
      range.setEnd(node, to)
    }
    return range
  }
  /** Of what is in it: boxes one below the other, whatever their heights. */
  const linesOf = (element: Element) => {
    let [lines, bottom] = [0, Number.NEGATIVE_INFINITY]
    const boxes = [...rangeOf(element).getClientRects()].filter(({ width }) => width > 1)
    for (const box of boxes.toSorted((one, other) => one.top - other.top)) {
      if (box.top >= bottom - 1) lines += 1
      bottom = Math.max(bottom, box.bottom)
    }
    return lines
  }
  const quote = (fault: string, text: string | null) => `${fault}: ${text?.trim().slice(0, 80)}`

  const broken = all('time, button').filter(
    (element) =>
      (element.matches('time, button:has(svg)') || (element.textContent ?? '').length <= SHORT) &&
      linesOf(element) > 1,
  )
  const clipped = all('main *, header *').filter((element) => {
    const { overflowX, textOverflow, display } = getComputedStyle(element)
    return (
      (overflowX === 'hidden' || overflowX === 'clip') &&
      textOverflow !== 'ellipsis' &&
      display !== '-webkit-box' &&
      element.clientWidth > 1 &&
      element.scrollWidth > element.clientWidth + 1 &&
      !element.matches('input, select')
    )
  })
  const odd =
    document.documentElement.lang === 'ja'
      ? (document.body.innerText.match(
          /.{0,9}(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][.,!?](?!\w)|[。、）] +(?=\S)).{0,9}/gu,
        ) ?? [])
      : []

  /** Texts that run on, also where they may break: each is one to whoever reads it. */
  const runsOf = (element: Element) => {
    const runs: Text[][] = [[]]
    for (const node of element.childNodes)
      if (node instanceof Text) runs.at(-1)?.push(node)
      else if (node.nodeName !== 'WBR' && node.nodeType !== Node.COMMENT_NODE) runs.push([])
    return runs
  }
  const boxAt = (run: Text[], at: number) => {
    let left = at
    const node = run.find(({ length }) => {
      left -= length
      return left < 0
    })
    return node && rangeOf(node, left + node.length, left + node.length + 1).getBoundingClientRect()
  }
  const reversed: string[] = []
  const isReversed = document.documentElement.dir === 'rtl'
  for (const run of isReversed ? [...document.body.querySelectorAll('*')].flatMap(runsOf) : []) {
    const text = run.map(({ data }) => data).join('')
    const [before, name = ''] = /^\s*\u2068([^\u2068\u2069]+)\u2069\s+(?=\p{Script=Arabic})/u.exec(text) ?? []
    if (!before) continue
    const [first, next] = [text.indexOf(name), before.length].map((at) => boxAt(run, at))
    if (first && next && first.bottom > next.top && first.top < next.bottom && first.left < next.left)
      reversed.push(text)
  }

  const adrift = all('[dir=auto]:not(input)').filter((element) => {
    const around = element.parentElement
    const { display, direction } = getComputedStyle(element)
    if (!around || display !== 'block') return false
    const outer = getComputedStyle(around)
    if (direction === outer.direction || /flex|grid/.test(outer.display)) return false
    const [own, box] = [element, around].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect]
    const room =
      direction === 'ltr'
        ? own.left - box.left - Number.parseFloat(outer.paddingLeft)
        : box.right - own.right - Number.parseFloat(outer.paddingRight)
    return room > 2
  })

  const torn: string[] = []
  const texts = document.createTreeWalker(
    document.querySelector('main') ?? document.body,
    NodeFilter.SHOW_TEXT,
  )
  while (texts.nextNode())
    for (const { index, 0: found } of texts.currentNode.textContent?.matchAll(
      /(?<![\p{L}\p{N}])\p{L}-\u2060?\p{L}+|@[\w-]+(?:\.[\w-]+)+/gu,
    ) ?? []) {
      const [first, last] = [index, index + found.length - 1].map((at) =>
        rangeOf(texts.currentNode, at, at + 1).getBoundingClientRect(),
      )
      if (first?.height && last && last.top >= first.bottom) torn.push(found)
    }
  return [
    ...torn.map((text) => quote('torn at the end of a line', text)),
    ...broken.map(({ textContent }) => quote('on two lines', textContent)),
    ...clipped.map(({ textContent }) => quote('clipped', textContent)),
    ...odd.map((text) => quote('set as in another script', text)),
    ...reversed.map((text) => quote('begins at the wrong end', text)),
    ...adrift.map(({ textContent }) => quote('begins in the middle', textContent)),
  ]
}
