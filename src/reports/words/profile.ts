import type {Language} from '../../vocabulary.js'
import type {ProfileWords} from '../profile-words.js'
import {PROFILE_EN} from './profile-en.js'
import {PROFILE_FR} from './profile-fr.js'

export const WORDS_PROFILE: Readonly<Record<Language, ProfileWords>> = {en: PROFILE_EN, fr: PROFILE_FR}
