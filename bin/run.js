#!/usr/bin/env node
// `run` without `flush`: Node drains stdout by itself when the process ends, and
// oclif's flush gives up after ten seconds, which truncates `regulars … | less`.
import {handle, run} from '@oclif/core'

const argv = process.argv.slice(2)
await run(argv, import.meta.url).catch(async (error) => {
  // Errors of a command are said by the command; here are those of no command.
  const {saidOutside} = await import('../dist/src/cli/outside.js')
  if (!(await saidOutside(error, argv))) await handle(error)
})
