package io.tiktokroutes.intake;

/**
 * What a caller posted.
 *
 * @param source the name of the source, which its records carry
 * @param call the last part of the address, which says in some formats what is posted
 * @param body the body as it was before it was compressed
 */
record Request(String source, String call, byte[] body) {}
