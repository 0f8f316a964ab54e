/** The accounts, tokens, ids and switches the sandbox knows. */
package io.tiktokroutes.sandbox.world;
