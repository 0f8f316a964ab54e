package io.tiktokroutes.runtime;

import io.tiktokroutes.audiences.AudienceSender;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Shows Camel what the kamelets of audiences name. */
final class AudienceBeans {

    private final RecordSchemas schemas;
    private final DataSource database;

    AudienceBeans(RecordSchemas schemas, DataSource database) {
        this.schemas = schemas;
        this.database = database;
    }

    /**
     * @param api for what is sent, which a dry run keeps from leaving
     */
    void equip(CamelContext context, TikTokApi api, CdpBeans.Around around) {
        AudienceSender members = new AudienceSender(api, schemas, database, Clock.systemUTC());
        bind(context, "tiktok-audiences", around.sink(members::send));
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
