package io.tiktokroutes.sandbox.http;

/** Answers one call, or throws a {@link Refusal}. */
@FunctionalInterface
public interface Endpoint {

    Reply answer(Call call);
}
