import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { freePort } from '#tests/support/processes'
import { childrenOf, test } from '#tests/support/start'

test('experiment', async ({ start, environment }) => {
  test.setTimeout(560_000)
  const kinds: Record<string, Record<string, string>> = {
    v8: { NODE_OPTIONS: '--max-semi-space-size=16' },
    ours: {},
    metrics: { METRICS_PORT: String(await freePort()) },
  }
  const servers: Record<string, { origin: string; pid: number; agent: Agent }> = {}
  for (const [kind, env] of Object.entries(kinds)) {
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const server = start({
      ...environment,
      ...env,
      AUTH_URL: origin,
      PORT: String(port),
      WEB_CONCURRENCY: '1',
    })
    await server.written(/with one process/)
    servers[kind] = {
      origin,
      pid: childrenOf(server.pid)[0]!,
      agent: new Agent({ keepAlive: true, maxSockets: 8 }),
    }
  }
  const cpu = (pid: number) => {
    const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(f[11]) + Number(f[12])) * 10
  }
  const rss = (pid: number) =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  const run = async (s: { origin: string; agent: Agent }, path: string, n: number) => {
    let left = n
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (left-- > 0) {
          const r = request(s.origin + path, { agent: s.agent })
          r.end()
          const [res] = await once(r, 'response')
          res.resume()
          await once(res, 'end')
        }
      }),
    )
  }
  for (const path of ['/sign-in', '/api/me']) {
    const n = path === '/sign-in' ? 300 : 1500
    const ratios: Record<string, number[]> = { v8: [], metrics: [] }
    for (const s of Object.values(servers)) await run(s, path, n)
    for (let round = 0; round < 9; round++) {
      const spent: Record<string, number> = {}
      const order = Object.keys(servers)
      if (round % 2) order.reverse()
      for (const kind of order) {
        const before = cpu(servers[kind]!.pid)
        await run(servers[kind]!, path, n)
        spent[kind] = cpu(servers[kind]!.pid) - before
      }
      ratios.v8!.push(spent.v8! / spent.ours!)
      ratios.metrics!.push(spent.metrics! / spent.ours!)
    }
    const show = (r: number[]) =>
      `${r.toSorted((a, b) => a - b)[4]!.toFixed(3)} [${r
        .toSorted((a, b) => a - b)
        .map((x) => x.toFixed(2))
        .join(' ')}]`
    console.log(path, 'v8/ours', show(ratios.v8!), 'metrics/ours', show(ratios.metrics!))
    console.log(
      Object.entries(servers)
        .map(([k, s]) => `${k} ${rss(s.pid).toFixed(0)} MiB`)
        .join(', '),
    )
  }
})
