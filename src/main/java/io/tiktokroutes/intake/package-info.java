/** HTTP sources: who may post, what a body holds, which key each record has. */
package io.tiktokroutes.intake;
