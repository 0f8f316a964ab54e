/** Finds the word that a person probably meant. */
package io.tiktokroutes.spelling;
