import {expect, test} from 'vitest'
import {RegularsError} from '../../src/base/errors.js'
import {type Ask, askingAboutFile, type FileAnswers} from '../../src/cli/ask-about-file.js'

const unclear = new RegularsError('input', 'column-missing', 'no customer', 'say', {details: {missing: ['customer'], unsure: ['amount'], columns: ['Who', 'When', 'How much']}})
const dates = new RegularsError('input', 'date-ambiguous', '01/02/2024?', 'say', {details: {formats: ['dd/mm/yyyy', 'mm/dd/yyyy']}})

/** Fails with each error in turn, then returns the answers it was given. */
function failing(...errors: readonly RegularsError[]): (answers: FileAnswers) => Promise<FileAnswers> {
  const left = [...errors]
  return (answers) => {
    const error = left.shift()
    return error === undefined ? Promise.resolve(answers) : Promise.reject(error)
  }
}

test('at a terminal every open question is asked, and the rest goes on', async () => {
  const asked: string[] = []
  const replies = ['1', '3', 'dd/mm/yyyy']
  const ask = (message: string): Promise<string> => {
    asked.push(message)
    return Promise.resolve(replies.shift()!)
  }
  expect(await askingAboutFile({asks: true, language: 'en'}, {map: 'date=When'}, failing(unclear, dates), ask)).toEqual({map: 'date=When,customer=1,amount=3', 'date-format': 'dd/mm/yyyy'})
  expect(asked).toEqual(['Which column is the customer?', 'Which column is the amount?', '01/02/2024?'])
})

test('a script is told, not asked; "none of these" ends with the error', async () => {
  const never = (): Promise<string> => Promise.reject(new Error('asked'))
  await expect(askingAboutFile({asks: false, language: 'en'}, {}, failing(unclear), never)).rejects.toBe(unclear)
  await expect(askingAboutFile({asks: true, language: 'en'}, {}, failing(unclear), () => Promise.resolve('none'))).rejects.toBe(unclear)
  await expect(askingAboutFile({asks: true, language: 'en'}, {}, failing(new RegularsError('input', 'file-type', 'PDF', 'CSV')), never)).rejects.toMatchObject({code: 'file-type'})
})

test('questions come in the person’s language', async () => {
  const asked: string[] = []
  const ask: Ask = (message, choices, language) => {
    asked.push(message, choices.at(-1)!.name, language)
    return Promise.resolve(choices[0]!.value)
  }
  const ambiguous = new RegularsError('input', 'date-ambiguous', 'No date in a.csv tells day from month: 01/02/2024 may be dd/mm or mm/dd.', 'say', {details: dates.details})
  expect(await askingAboutFile({asks: true, language: 'fr'}, {}, failing(unclear, ambiguous), ask)).toEqual({map: 'customer=1,amount=2', 'date-format': 'dd/mm/yyyy'})
  expect(asked).toEqual([
    'Quelle colonne contient le client ?', 'aucune : arrêter', 'fr', 'Quelle colonne contient le montant ?', 'aucune : arrêter', 'fr',
    'Aucune date de a.csv ne distingue le jour du mois\u00a0: 01/02/2024 peut être jj/mm ou mm/jj.', 'je ne sais pas : arrêter', 'fr',
  ])
})

test('what the values of a column speak for stands first, and no column is offered twice', async () => {
  const names: string[][] = []
  const ask: Ask = (_, choices) => {
    names.push(choices.map(({name}) => name))
    return Promise.resolve(choices[0]!.value)
  }
  const open = new RegularsError('input', 'column-missing', 'nothing', 'say', {details: {missing: ['customer', 'amount'], unsure: [], columns: ['Who', 'When', 'Weight', 'How much'],
    likely: {customer: 1, amount: 4}}})
  expect(await askingAboutFile({asks: true, language: 'en'}, {}, failing(open), ask)).toMatchObject({map: 'customer=1,amount=4'})
  expect(names.map((each) => each.slice(0, -1))).toEqual([['Who', 'When', 'Weight', 'How much'], ['How much', 'When', 'Weight']])
})
