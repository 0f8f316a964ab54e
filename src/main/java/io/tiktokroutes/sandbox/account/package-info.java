/** Consent, tokens and what the API says about accounts. */
package io.tiktokroutes.sandbox.account;
