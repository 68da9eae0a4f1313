import {cwd} from 'node:process'
import {RegularsError} from '../base/errors.js'
import {findWorkspace, type Workspace} from '../files/workspace.js'

/** The workspace, or undefined where there is none and none was named: for commands that also work on files alone. */
export function workspaceIfAny(flags: {readonly workspace?: string | undefined}): Workspace | undefined {
  try {
    return findWorkspace(cwd(), flags.workspace)
  } catch (error) {
    if (flags.workspace === undefined && error instanceof RegularsError && error.code === 'workspace-missing') return undefined
    throw error
  }
}
