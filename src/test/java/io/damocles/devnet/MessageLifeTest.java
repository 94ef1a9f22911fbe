package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.LotusRecordings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message from its estimate to its receipt, in the shapes of the recorded node. */
class MessageLifeTest {
  @TempDir Path folder;
  private RunningDevnet devnet;
  private String from;
  private String to;

  @BeforeEach
  void start() throws IOException {
    devnet = RunningDevnet.start(folder);
    devnet.advance(3);
    from = devnet.call("WalletList").get(0).textValue();
    to = devnet.call("WalletList").get(1).textValue();
  }

  @AfterEach
  void stop() {
    devnet.close();
  }

  @Test
  void followsATransferIntoTheChain() {
    like(
        "100-GasEstimateMessageGas-transfer",
        devnet.call("GasEstimateMessageGas", transfer(), Map.of(), List.of()));
    like("102-StateCall-transfer", devnet.call("StateCall", transfer(), List.of()));

    JsonNode pushed = devnet.call("MpoolPushMessage", transfer(), Map.of());

    like("103-MpoolPushMessage-transfer", pushed);
    Object cid = cid(pushed.get("CID"));
    like("104-MpoolPending-one", devnet.call("MpoolPending", List.of()));
    assertThat(devnet.call("StateSearchMsg", List.of(), cid, -1, true).isNull()).isTrue();
    like("106-ChainGetMessage-inmpool", devnet.call("ChainGetMessage", cid));
    devnet.advance(4);
    JsonNode found = devnet.call("StateSearchMsg", List.of(), cid, -1, true);
    like("108-StateSearchMsg-mined", found);
    assertThat(found.at("/Receipt/ExitCode").intValue()).isZero();
    like("138-StateWaitMsg-already-mined", devnet.call("StateWaitMsg", cid, 1, -1, true));
    Object head = cid(devnet.head().get("Cids").get(0));
    like("465-ChainGetParentMessages-with-secp", devnet.call("ChainGetParentMessages", head));
    like("466-ChainGetParentReceipts-with-secp", devnet.call("ChainGetParentReceipts", head));
    assertThat(devnet.call("StateListMessages", Map.of("To", to), List.of(), 0)).hasSize(1);
    assertThat(devnet.call("MpoolGetNonce", from).longValue()).isEqualTo(1);
  }

  @Test
  void signsAndTakesSignedMessages() {
    Map<String, Object> message = transfer();
    message.put("GasLimit", 5_000_000);
    message.put("GasFeeCap", "1000000000");
    message.put("GasPremium", "100000");

    JsonNode signed = devnet.call("WalletSignMessage", from, message);

    like("131-WalletSignMessage", signed);
    like("132-MpoolPush-signed", devnet.call("MpoolPush", signed));
    assertThat(error("MpoolPush", signed)).contains("message with nonce already exists");
  }

  @Test
  void saysWhyAMessageIsRefusedAsTheNodeDoes() {
    Map<String, Object> wrongNonce = transfer();
    wrongNonce.put("Nonce", 77);
    Map<String, Object> badMethod = transfer();
    badMethod.put("Method", 77);
    Map<String, Object> badParams = transfer();
    badParams.put("Params", "!!!");

    assertThat(error("MpoolPushMessage", wrongNonce, Map.of()))
        .isEqualTo("MpoolPushMessage expects message nonce to be 0, was 77");
    assertThat(error("MpoolPushMessage", badMethod, Map.of()))
        .startsWith(
            "GasEstimateMessageGas error: message execution failed (exit=[ErrUnhandledMessage(22)]");
    assertThat(error("MpoolPushMessage", badParams, Map.of()))
        .isEqualTo(
            "unmarshaling params for 'Filecoin.MpoolPushMessage' (param: **types.Message): illegal"
                + " base64 data at input byte 0");
    JsonNode reverted =
        devnet.exchange("/rpc/v1", "GasEstimateMessageGas", badMethod, Map.of(), List.of());
    assertThat(reverted.at("/error/code").intValue()).isEqualTo(3);
    assertThat(reverted.at("/error/data").textValue()).isEqualTo("0x");
  }

  @Test
  void followsAMessageByTheMessagersId() {
    Object[] push = {"id-1", transfer(), Map.of("expireEpoch", 0)};

    JsonNode first = devnet.exchange("/rpc/v0", "Message.PushMessageWithId", push);
    JsonNode again = devnet.exchange("/rpc/v0", "Message.PushMessageWithId", push);

    assertThat(first.get("result").textValue()).isEqualTo("id-1");
    assertThat(again.get("result").textValue()).isEqualTo("id-1");
    assertThat(devnet.call("MpoolPending", List.of())).hasSize(1);
    assertThat(messager("HasMessageByUid", "id-1").booleanValue()).isTrue();
    assertThat(messager("HasMessageByUid", "id-2").booleanValue()).isFalse();
    assertThat(messager("GetMessageByUid", "id-1").get("State").intValue()).isEqualTo(2);
    devnet.advance(3);
    JsonNode settled = messager("WaitMessage", "id-1", 1);
    assertThat(settled.get("State").intValue()).isEqualTo(3);
    assertThat(settled.at("/Receipt/ExitCode").intValue()).isZero();
  }

  private JsonNode messager(String method, Object... params) {
    return devnet.exchange("/rpc/v0", "Message." + method, params).get("result");
  }

  private String error(String method, Object... params) {
    return devnet.exchange("/rpc/v1", method, params).at("/error/message").textValue();
  }

  private Map<String, Object> transfer() {
    Map<String, Object> message = new HashMap<>();
    message.put("Version", 0);
    message.put("To", to);
    message.put("From", from);
    message.put("Nonce", 0);
    message.put("Value", "1000000000000000000");
    message.put("GasLimit", 0);
    message.put("GasFeeCap", "0");
    message.put("GasPremium", "0");
    message.put("Method", 0);
    message.put("Params", null);
    return message;
  }

  private static Object cid(JsonNode cid) {
    return Map.of("/", cid.get("/").textValue());
  }

  private static void like(String name, JsonNode ours) {
    JsonNode recorded =
        LotusRecordings.exchanges().stream()
            .filter(exchange -> exchange.name().equals(name))
            .findFirst()
            .orElseThrow()
            .response()
            .get("result");
    assertThat(Shape.differences(recorded, ours)).as("%s: %s", name, ours).isEmpty();
  }
}
