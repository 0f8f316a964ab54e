/** The emulator of TikTok and CDP 365; imports nothing of ours from outside this package. */
package io.tiktokroutes.sandbox;
