import {expect, test} from 'vitest'
import {parseShare} from '../../src/cli/prompts.js'

test.each([['35', 0.35], ['35 %', 0.35], ['35 %', 0.35], ['0.35', 0.35], ['0,35', 0.35], ['0', 0], ['1', 1], ['100', 1], ['1.5 %', 0.015], ['2', 0.02], ['0,5 %', 0.005], ['1,4 %', 0.014], ['7 %', 0.07]])(
  '"%s" is the share %d', (text, share) => expect(parseShare(text)).toBe(share))

// 1.4 may be meant as 1.4 % or as 140 %.
test.each(['', 'x', '-1', '101', '140 %', '1.4', '1,99'])('"%s" is no share, and it is said how to write one', (text) => {
  expect(parseShare(text)).toMatch(/^Write .*such as \d/)
})
