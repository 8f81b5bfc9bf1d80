import { FailureCode, RequestError } from '../client/index.js';
import type { Language } from './i18n/language.js';

/** @returns what went wrong, in the reader's language */
export function errorText(error: unknown, language: Pick<Language, 'text'>): string {
  if (!(error instanceof RequestError)) return language.text('error.noAnswer');
  const { message } = error;
  switch (error.code) {
    case FailureCode.badInput:
      return language.text('error.badInput', { message });
    case FailureCode.notSignedIn:
      return language.text('error.notSignedIn');
    case FailureCode.notAllowed:
      return language.text('error.notAllowed', { message });
    case FailureCode.conflict:
      return language.text('error.conflict', { message });
    case FailureCode.tooLarge:
      return language.text('error.tooLarge');
    case FailureCode.tooFast:
      return language.text('error.tooFast');
    case FailureCode.notAvailable:
      return language.text('error.notAvailable');
    case FailureCode.undeliverable:
      return language.text('error.undeliverable');
    case FailureCode.otherUser:
      return language.text('error.otherUser');
    case FailureCode.timeout:
    case FailureCode.disconnected:
      return language.text('error.noAnswer');
    default:
      return language.text('error.other', { message });
  }
}

/** @returns why a room cannot be followed, in the reader's language */
export function refusalText(refusal: RequestError, language: Pick<Language, 'text'>): string {
  switch (refusal.type) {
    case 'kicked':
      return language.text('log.kicked');
    case 'banned':
      return `${language.text('log.banned')} ${refusal.message}`;
    default:
      return `${language.text('log.refused')} ${errorText(refusal, language)}`;
  }
}
