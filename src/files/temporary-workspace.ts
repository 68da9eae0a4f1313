import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {RegularsError} from '../base/errors.js'
import {SETTINGS_FILE, type Workspace, workspaceAt} from './workspace.js'
import {fileError} from './yaml-document.js'

export interface TrialWorkspace {
  readonly workspace: Workspace
  /** Takes it away again, unless the person wants to keep it. */
  end(): Promise<void>
}

/** A workspace for one look, in the system's temporary folder, or in a folder of the person's choice that is then kept. */
export async function trialWorkspace(keep: string | undefined, from: string): Promise<TrialWorkspace> {
  if (keep === undefined) {
    const root = await mkdtemp(join(tmpdir(), 'regulars-'))
    await mkdir(join(root, '.regulars'))
    return {workspace: workspaceAt(root), end: () => rm(root, {recursive: true, force: true})}
  }
  const root = resolve(from, keep)
  if (existsSync(join(root, SETTINGS_FILE)))
    throw new RegularsError('usage', 'workspace-exists', `${root} is a workspace already.`,
      'Name another folder, or import into it: regulars import transactions FILE')
  const workspace = workspaceAt(root)
  const before = existsSync(root)
  await mkdir(workspace.stores, {recursive: true}).catch((error: unknown) => { throw fileError(error, root) })
  return {
    workspace,
    // A look that failed half-way leaves no half workspace behind; a folder that was there stays.
    end: async () => {
      if (existsSync(workspace.settingsFile)) return
      await rm(before ? workspace.stores : root, {recursive: true, force: true})
    },
  }
}
