import 'server-only'

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i

/** The body of an answer that says it is JSON and is; undefined for everything else, such as a proxy's page. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
