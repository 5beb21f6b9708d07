import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LINK = /\]\((?!\w+:|#)([^)#\s]+)/g

const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...inDocs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
]

for (const document of documents) {
  test(`every file that ${document} links to or shows is there`, () => {
    const text = readFileSync(join(ROOT, document), 'utf8')
    const targets = [...text.matchAll(LINK)].map(([, target = '']) => target)
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([])
  })
}
