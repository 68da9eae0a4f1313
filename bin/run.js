#!/usr/bin/env node
// `run` without `flush`: Node drains stdout by itself when the process ends, and
// oclif's flush gives up after ten seconds, which truncates `regulars … | less`.
import {handle, run} from '@oclif/core'

await run(process.argv.slice(2), import.meta.url).catch(handle)
