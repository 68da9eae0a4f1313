import type {Language} from '../vocabulary.js'
import type {ProfileWords} from './profile-words.js'
import {PROFILE_EN} from './words-profile-en.js'
import {PROFILE_FR} from './words-profile-fr.js'

export const WORDS_PROFILE: Readonly<Record<Language, ProfileWords>> = {en: PROFILE_EN, fr: PROFILE_FR}
