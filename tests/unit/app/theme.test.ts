import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { ink, paper } from '#lib/paper'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const COLOUR = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b/gi

const theme = readFileSync(`${ROOT}/app/theme.css`, 'utf8')

test('the browser around a page has the colour of its paper, by day and by night', () => {
  expect(theme).toContain(`--color-paper: light-dark(${paper.light}, ${paper.dark});`)
  expect(theme).toContain(`--color-ink: light-dark(${ink.light}, ${ink.dark});`)
})

test('the picture of the site has colours of the theme only', () => {
  const colours = readFileSync(`${ROOT}/app/icon.svg`, 'utf8').match(COLOUR) ?? []
  expect(colours.filter((colour) => !theme.includes(colour))).toEqual([])
})

test('style sheets other than the theme name no colour', () => {
  expect(readFileSync(`${ROOT}/app/globals.css`, 'utf8').replaceAll(' #000 calc', ' calc')).not.toMatch(
    COLOUR,
  )
})
