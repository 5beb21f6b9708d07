import type { XAccount } from '../people.ts'

/** A post as its author sees it. The id has the time in it, as X’s have. */
export type XPost = {
  id: string
  text: string
  createdAt: string
  kind: 'post' | 'reply' | 'repost'
  /** It is there, but may not be read: it becomes a partial error. */
  unavailable: boolean
}

const newest = Date.parse('2026-11-20T16:20:00Z')
const apart = 7 * 3600_000 + 61_000
const firstSnowflake = 1_288_834_974_657n

const openings = [
  'Wrote a note on the engine today',
  'Three pages of proofs, and one of them right',
  'Coffee first, then the Bernoulli numbers',
  'Somebody asked what the card in column 7 is for',
  'Found a moth in the relay again 🦋',
  'https://latchkey.example/ has news',
]

/** What somebody has posted, newest first: what they were given, or as many as they should have, always the same ones. */
export function postsOf({ posts, id }: XAccount): XPost[] {
  if (typeof posts !== 'number')
    return posts.map((post, index) => ({
      ...makePost(post.created_at ? Date.parse(post.created_at) : newest - index * apart, index),
      ...post,
    }))
  const seed = Number(BigInt.asUintN(16, BigInt(/^\d+$/.test(id) ? id : 0)))
  return Array.from({ length: posts }, (_, index) => {
    const made = makePost(newest - index * apart - seed * 1000, index)
    const number = posts - index
    if (index % 11 === 7)
      return {
        ...made,
        kind: 'repost' as const,
        text: cut(`RT @analytical: ${openings[index % 6]}. ${'It goes on. '.repeat(12)}`),
      }
    if (index % 5 === 3)
      return { ...made, kind: 'reply' as const, text: `@analytical I think so, too (${number})` }
    return { ...made, text: `${openings[index % 6]} (${number})\n#engines & <punched cards>` }
  })
}

function makePost(time: number, index: number): XPost {
  const id = ((BigInt(time) - firstSnowflake) << 22n) + BigInt(index % 4096)
  return {
    id: String(id),
    text: '',
    createdAt: new Date(time).toISOString(),
    kind: 'post',
    unavailable: false,
  }
}

// The text of a repost is not the whole of what was reposted.
function cut(text: string): string {
  const characters = [...text]
  return characters.length > 140 ? `${characters.slice(0, 139).join('')}…` : text
}
