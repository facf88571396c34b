# Computes from cohorts.csv with R's survival what ours.csv holds, and prints the largest difference per method.
# Usage: Rscript compare.R FOLDER
library(survival)
folder <- commandArgs(TRUE)[1]
cohorts <- read.csv(file.path(folder, "cohorts.csv"))
ours <- read.csv(file.path(folder, "ours.csv"))

rows <- function(cohort, method, time, column, value) {
  keep <- is.finite(value)
  if (!any(keep)) return(NULL)
  data.frame(cohort = cohort, method = method, time = rep_len(time, length(value))[keep], column = rep_len(column, length(value))[keep], value = value[keep])
}
curve <- function(cohort, method, fit) {
  s <- summary(fit, censored = TRUE)
  rbind(rows(cohort, method, s$time, "at-risk", s$n.risk), rows(cohort, method, s$time, "survival", s$surv),
        rows(cohort, method, s$time, "error", ifelse(s$surv > 0, s$std.err, NA)), rows(cohort, method, s$time, "lower", ifelse(s$surv > 0, s$lower, NA)),
        rows(cohort, method, s$time, "upper", ifelse(s$surv > 0, s$upper, NA)))
}
quantiles <- function(cohort, method, fit) {
  # Where everything is lost R has no plain interval by Greenwood's error and by the robust one an interval of no width; here there is none by either.
  fit$lower[fit$surv <= 0] <- NA; fit$upper[fit$surv <= 0] <- NA
  p <- c(0.25, 0.5, 0.75)
  q <- quantile(fit, p)
  rbind(rows(cohort, method, p, "time", q$quantile), rows(cohort, method, p, "lower", q$lower), rows(cohort, method, p, "upper", q$upper))
}
one <- function(cohort) {
  d <- cohorts[cohorts$cohort == cohort, ]
  d$lost <- as.integer(d$end == 1)
  out <- list()
  for (type in c("log", "log-log", "plain")) {
    fit <- survfit(Surv(time, lost) ~ 1, d, conf.type = type)
    out <- c(out, list(curve(cohort, paste0("km-", type), fit), quantiles(cohort, paste0("quantile-", type), fit)))
    clustered <- survfit(Surv(time, lost) ~ 1, d, cluster = patient, conf.type = type)
    out <- c(out, list(curve(cohort, paste0("cluster-", type), clustered), quantiles(cohort, paste0("quantile-cluster-", type), clustered)))
  }
  reverse <- survfit(Surv(time, lost == 0) ~ 1, d)
  out <- c(out, list(curve(cohort, "reverse", reverse), quantiles(cohort, "quantile-reverse", reverse)))
  horizon <- max(d$time) / 2
  # R refuses a horizon before the first time.
  if (horizon > min(d$time)) {
    table <- summary(survfit(Surv(time, lost) ~ 1, d), rmean = horizon)$table
    out <- c(out, list(rows(cohort, "restricted-mean", horizon, "mean", table["rmean"]), rows(cohort, "restricted-mean", horizon, "error", table["se(rmean)"])))
  }
  test <- if (length(unique(d$group)) > 1 && any(d$lost == 1)) tryCatch(survdiff(Surv(time, lost) ~ group, d), error = function(e) NULL)
  tested <- if (is.null(test)) 0 else sum(test$exp > 0)
  if (tested > 1)
    out <- c(out, list(rows(cohort, "log-rank", 0, "chisq", test$chisq), rows(cohort, "log-rank", 0, "p", pchisq(test$chisq, tested - 1, lower.tail = FALSE))))
  first <- d$lost[d$group == 1]; others <- d$lost[d$group > 1]
  if (length(first) > 0 && length(others) > 0) {
    wilson <- suppressWarnings(prop.test(sum(first), length(first), correct = FALSE))$conf.int
    exact <- binom.test(sum(first), length(first))$conf.int
    wald <- suppressWarnings(prop.test(c(sum(first), sum(others)), c(length(first), length(others)), correct = FALSE))
    out <- c(out, list(rows(cohort, "proportion-Wilson", 0, c("lower", "upper"), wilson), rows(cohort, "proportion-ClopperPearson", 0, c("lower", "upper"), exact),
                       rows(cohort, "risk-difference", 0, "value", mean(first) - mean(others))))
    # prop.test cuts its interval off at -1 and 1, ours is left as it is.
    half <- qnorm(0.975) * sqrt(mean(first) * (1 - mean(first)) / length(first) + mean(others) * (1 - mean(others)) / length(others))
    stopifnot(isTRUE(all.equal(pmax(-1, pmin(1, mean(first) - mean(others) + c(-half, half))), as.vector(wald$conf.int))))
    out <- c(out, list(rows(cohort, "risk-difference", 0, c("lower", "upper"), mean(first) - mean(others) + c(-half, half))))
    if (sum(first) > 0 && sum(others) > 0) {
      # Katz's interval, in closed form for the same reason as Woolf's below.
      k <- log(mean(first) / mean(others)) + c(0, -1, 1) * qnorm(0.975) * sqrt(1 / sum(first) - 1 / length(first) + 1 / sum(others) - 1 / length(others))
      out <- c(out, list(rows(cohort, "risk-ratio", 0, c("value", "lower", "upper"), exp(k))))
    }
    cells <- c(sum(first), sum(1 - first), sum(others), sum(1 - others))
    if (all(cells > 0)) {
      # Woolf's interval in closed form: glm gives the same, but only to the tolerance at which it stops.
      s <- log(cells[1] * cells[4] / (cells[2] * cells[3])) + c(0, -1, 1) * qnorm(0.975) * sqrt(sum(1 / cells))
      out <- c(out, list(rows(cohort, "odds-ratio", 0, c("value", "lower", "upper"), exp(s))))
    }
  }
  q <- quantile(d$time, c(0.25, 0.5, 0.75))
  out <- c(out, list(rows(cohort, "description", 0, c("mean", "sd", "lower-quartile", "median", "upper-quartile"), c(mean(d$time), sd(d$time), q))))
  d$what <- factor(d$end, 0:2, c("censored", "loss", "death"))
  fit <- survfit(Surv(time, what) ~ 1, d)
  if (!is.null(fit$pstate) && ncol(fit$pstate) == 3)
    out <- c(out, list(rows(cohort, "incidence", fit$time, "loss", fit$pstate[, 2]), rows(cohort, "incidence", fit$time, "death", fit$pstate[, 3]),
                       rows(cohort, "incidence", fit$time, "loss-error", fit$std.err[, 2]), rows(cohort, "incidence", fit$time, "death-error", fit$std.err[, 3])))
  do.call(rbind, out)
}
theirs <- do.call(rbind, lapply(unique(cohorts$cohort), one))
both <- merge(ours, theirs, by = c("cohort", "method", "time", "column"), all = TRUE, suffixes = c(".ours", ".r"))
both$difference <- abs(both$value.ours - both$value.r)
cat(sprintf("%d cohorts, %d values from IvcFhir, %d from R\n", length(unique(cohorts$cohort)), nrow(ours), nrow(theirs)))
for (method in sort(unique(both$method))) {
  m <- both[both$method == method, ]
  cat(sprintf("%-25s %8d compared, largest difference %.2e, only here %d, only in R %d\n",
              method, sum(is.finite(m$difference)), max(c(0, m$difference), na.rm = TRUE), sum(is.na(m$value.r)), sum(is.na(m$value.ours))))
}
bad <- both[is.na(both$difference) | both$difference > 1e-9, ]
write.csv(bad, file.path(folder, "different.csv"), row.names = FALSE)
cat(sprintf("largest difference %.2e; %d values differ by more than 1e-9 or are missing on one side\n", max(both$difference, na.rm = TRUE), nrow(bad)))
quit(status = if (nrow(bad) > 0) 1 else 0)
