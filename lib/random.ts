import { randomBytes } from 'node:crypto'

const BYTES = 16

/** Asking the system for bytes costs as much for four kilobytes as for sixteen bytes. */
const STOCK = 256 * BYTES

let stock = Buffer.alloc(0)
let taken = 0

/** 128 random bits as 22 characters of base64url, for what is made anew for every request. None is handed out twice. */
export function randomName(): string {
  if (taken === stock.length) {
    stock = randomBytes(STOCK)
    taken = 0
  }
  taken += BYTES
  return stock.toString('base64url', taken - BYTES, taken)
}
