/** `npm run --silent sbom`: prints the bill of materials of this application, as CycloneDX has it. */
import { readFile } from 'node:fs/promises'
import { writeBill } from '#scripts/packages/bill'

const lockfile = await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')
console.log(JSON.stringify(writeBill(lockfile), null, 2))
