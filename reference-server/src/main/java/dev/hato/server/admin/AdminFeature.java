package dev.hato.server.admin;

import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.signup.Approvals;
import dev.hato.server.web.PendingAccount;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.User;
import dev.hato.storage.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The staff's page of people who asked to join. */
public final class AdminFeature implements Feature {
  private static final int MOST = 100;

  private final Transactions transactions;
  private final Approvals approvals;
  private final Shell shell;

  public AdminFeature(Transactions transactions, Approvals approvals, Shell shell) {
    this.transactions = transactions;
    this.approvals = approvals;
    this.shell = shell;
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get("/admin/approvals", Access.staff(), Privacy.STAFF, this::list);
    registry.post("/admin/approvals/{id}", Access.staff(), Privacy.STAFF, this::decide);
  }

  private HttpResponse list(HttpRequest request) {
    List<PendingAccount> pending = transactions.read(AdminFeature::pending);
    return shell.personal(
        request,
        shell.texts(request).get("approvals.title"),
        (pages, frame) -> pages.approvals(frame, pending));
  }

  private HttpResponse decide(HttpRequest request) {
    long id = request.pathId("id");
    boolean done =
        switch (request.params().required("decision")) {
          case "approve" -> approvals.approve(id);
          case "reject" -> approvals.reject(id);
          default -> throw Problem.badRequest("The decision must be approve or reject");
        };
    if (!done) {
      throw Problem.notFound();
    }
    return HttpResponse.redirect("/admin/approvals");
  }

  private static List<PendingAccount> pending(Tx tx) {
    List<User> users = tx.users().pending(Page.first(MOST));
    Map<Long, Account> accounts = tx.accounts().byIds(users.stream().map(User::accountId).toList());
    List<PendingAccount> pending = new ArrayList<>();
    for (User user : users) {
      Account account = accounts.get(user.accountId());
      if (account != null) {
        pending.add(
            new PendingAccount(
                account.id(),
                account.username(),
                user.email(),
                user.signUpReason(),
                user.createdAt()));
      }
    }
    return pending;
  }
}
