/**
 * Scores pages of https://localhost as Mozilla's Observatory does, which by itself looks at the start page of a site at the usual
 * ports alone. In a process of its own, which was told at its start whom to trust.
 */
import { pathToFileURL } from 'node:url'

const [folder = '', text = ''] = process.argv.slice(2)
const { asked, httpPort, httpsPort } = JSON.parse(text)
const source = (name: string) =>
  import(pathToFileURL(`${folder}/node_modules/@mdn/mdn-http-observatory/src/${name}`).href)
const [{ retrieve }, { ALL_TESTS }, grader, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }] = await Promise.all([
  source('retriever/retriever.js'),
  source('constants.js'),
  source('grader/grader.js'),
  source('grader/charts.js'),
])

const found: object[] = []
for (const { path, cookie } of asked) {
  const headers = ['Accept: text/html,*/*;q=0.8', ...(cookie ? [`Cookie: ${cookie}`] : [])]
  const retrieved = await retrieve('localhost', { httpPort, httpsPort, path, headers })
  const results = ALL_TESTS.map((test: (seen: object) => { result: string }) => test(retrieved))
  const modifiers: [string, number][] = results
    .filter(({ result }: { result: string | null }) => result)
    .map(({ result }: { result: string }) => [result, grader.getScoreModifier(result)])
  const lost = 100 + sum(modifiers.filter(([, points]) => points < 0))
  const score = lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + sum(modifiers) : lost
  const failed = modifiers.filter(([, points]) => points < 0).map(([result]) => result)
  found.push({ path, score, grade: grader.getGradeForScore(score).grade, failed })
}
console.log(JSON.stringify(found))

function sum(modifiers: [string, number][]): number {
  return modifiers.reduce((total, [, points]) => total + points, 0)
}
