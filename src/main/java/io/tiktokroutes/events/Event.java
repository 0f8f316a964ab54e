package io.tiktokroutes.events;

import io.tiktokroutes.record.Delivery;

/**
 * An item of a delivery as it stands ready to be sent, more than once if need be.
 *
 * @param place where its JSON stands
 * @param name what happened
 * @param id by which TikTok recognises it together with its name
 */
record Event(Delivery.Item item, EventBytes.Place place, String name, String id) {}
