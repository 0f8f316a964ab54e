package io.tiktokroutes.runtime.notify;

import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Sends an e-mail over SMTP with camel-mail. */
final class Mail implements Channel {

    private static final int TIMEOUT_MILLIS = 15_000;

    /** By the words of the setting {@code notify.mail-tls}. */
    private static final Map<String, Integer> PORTS =
            Map.of("starttls", 587, "tls", 465, "none", 25);

    private final CamelContext context;
    private final Settings settings;
    private final String tls;
    private final String host;
    private final int port;

    /** One mail server, whose form lint has seen. */
    Mail(CamelContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        this.tls = settings.get("notify.mail-tls");
        String server = settings.get("notify.mail-host");
        int colon = server.lastIndexOf(':');
        this.host = colon < 0 ? server : server.substring(0, colon);
        this.port = colon < 0 ? PORTS.get(tls) : Integer.parseInt(server.substring(colon + 1));
    }

    @Override
    public String name() {
        return "mail server " + host;
    }

    @Override
    public void send(Notice notice) throws IOException {
        try {
            MailEndpoint endpoint = endpoint();
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setHeader("Subject", "tiktok-routes: " + notice.subject());
            exchange.getMessage().setHeader("Content-Type", "text/plain; charset=UTF-8");
            exchange.getMessage().setBody(notice.text());
            Producer producer = endpoint.createProducer();
            ServiceHelper.startService(producer);
            try {
                producer.process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            } finally {
                ServiceHelper.stopAndShutdownService(producer);
            }
        } catch (Exception e) {
            throw new IOException(words(e), e);
        }
    }

    /**
     * The innermost exception says most. Its class says it without the server's own words, which
     * may repeat addresses.
     */
    private static String words(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String kind = cause.getClass().getSimpleName();
        if (kind.contains("Authentication")) {
            return kind + "; check notify.mail-user and notify.mail-password";
        } else if (cause instanceof SocketException || cause instanceof UnknownHostException) {
            return kind + "; check notify.mail-host and its port";
        }
        boolean secure =
                cause instanceof GeneralSecurityException
                        || cause instanceof SSLException
                        || kind.equals("MessagingException");
        return secure ? kind + "; check notify.mail-host and notify.mail-tls" : kind;
    }

    /** Made without a URI, in which the password would stand. */
    private MailEndpoint endpoint() {
        String protocol = tls.equals("tls") ? "smtps" : "smtp";
        MailConfiguration mail = new MailConfiguration(context);
        mail.configureProtocol(protocol);
        mail.setHost(host);
        mail.setPort(port);
        mail.setFrom(settings.get("notify.mail-from"));
        mail.setTo(settings.get("notify.mail-to"));
        mail.setConnectionTimeout(TIMEOUT_MILLIS);
        settings.find("notify.mail-user").ifPresent(mail::setUsername);
        settings.find("notify.mail-password").ifPresent(mail::setPassword);
        Properties more = new Properties();
        String prefix = "mail." + protocol + ".";
        more.put(prefix + "writetimeout", "" + TIMEOUT_MILLIS);
        more.put(prefix + "ssl.checkserveridentity", "true");
        if (tls.equals("starttls")) {
            more.put(prefix + "starttls.enable", "true");
            more.put(prefix + "starttls.required", "true");
        }
        mail.setAdditionalJavaMailProperties(more);
        MailEndpoint endpoint =
                new MailEndpoint(
                        protocol + "://" + host,
                        context.getComponent(protocol, MailComponent.class),
                        mail);
        endpoint.setCamelContext(context);
        return endpoint;
    }
}
