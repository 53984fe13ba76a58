# Figures by R, which the library's are checked against: `Rscript figures.R > figures.json`.
# The data are generated here from known structures, with fixed seeds.
# Needs the packages psych, GPArotation and jsonlite.
suppressMessages({
  library(psych)
  library(GPArotation)
  library(jsonlite)
})
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

# Ratings from 1 to 5 of so many persons, from loadings and the correlations of the factors.
ratings <- function(seed, persons, loadings, between, missing = 0) {
  set.seed(seed)
  factors <- matrix(rnorm(persons * ncol(loadings)), persons) %*% chol(between)
  unique <- sqrt(1 - diag(loadings %*% between %*% t(loadings)))
  noise <- matrix(rnorm(persons * nrow(loadings)), persons) %*% diag(unique)
  values <- factors %*% t(loadings) + noise + 0.4
  values <- matrix(findInterval(values, c(-1.5, -0.5, 0.5, 1.5)) + 1, persons)
  values[matrix(runif(length(values)), persons) < missing] <- NA
  values
}

# Factors from the one that explains most, with loadings whose sum is positive.
in_order <- function(loadings, between) {
  loadings <- unclass(loadings)
  order <- order(diag(between %*% t(loadings) %*% loadings), decreasing = TRUE)
  signs <- diag(ifelse(colSums(loadings) < 0, -1, 1), ncol(loadings))
  between <- signs %*% between %*% signs
  list(loadings = unname(loadings %*% signs)[, order, drop = FALSE],
       between = unname(between)[order, order, drop = FALSE])
}

axes <- function(correlations, factors, n) {
  fa(correlations, factors, n.obs = n, rotate = "none", fm = "pa",
     min.err = 1e-13, max.iter = 20000, warnings = FALSE)
}

spearman <- function(x) {
  width <- ncol(x)
  outer(seq_len(width), seq_len(width), Vectorize(function(one, other) {
    both <- complete.cases(x[, c(one, other)])
    cor(rank(x[both, one]), rank(x[both, other]))
  }))
}

# `reversed` is the column of an indicator that is turned around on the scale before anything is computed.
figures <- function(name, given, factors, reversed = NULL) {
  x <- given
  x[, reversed] <- 6 - x[, reversed]
  n <- min(crossprod(!is.na(x)))
  width <- ncol(x)
  covariances <- cov(x, use = "pairwise")
  correlations <- cor(x, use = "pairwise")
  colnames(x) <- paste0("i", seq_len(width))
  reliability <- suppressWarnings(psych::alpha(x, warnings = FALSE))
  raw <- reliability$total$raw_alpha
  interval <- alpha.ci(raw, n, width)
  item_rest <- sapply(seq_len(width), function(it) {
    sum(covariances[it, -it]) / sqrt(covariances[it, it] * sum(covariances[-it, -it]))
  })
  if (!anyNA(x)) stopifnot(max(abs(item_rest - reliability$item.stats$r.drop)) < 1e-12)
  one <- axes(correlations, 1, n)
  sds <- sqrt(diag(covariances))
  common <- sum(one$loadings * sds)^2
  first <- seq_len(width / 2)
  second <- -first
  between <- sum(covariances[first, second]) /
    sqrt(sum(covariances[first, first]) * sum(covariances[second, second]))
  if (!anyNA(x)) stopifnot(abs(between - cor(rowSums(x[, first]), rowSums(x[, second]))) < 1e-12)
  alphas <- sapply(list(first, second), function(it) {
    suppressWarnings(psych::alpha(x[, it], warnings = FALSE))$total$raw_alpha
  })
  sampling <- KMO(correlations)
  sphericity <- cortest.bartlett(correlations, n)
  solution <- axes(correlations, factors, n)
  plain <- unclass(solution$loadings)
  # A single factor is not turned.
  turned <- plain
  oblique <- list(loadings = plain, Phi = diag(factors))
  if (factors > 1) {
    turned <- varimax(plain, normalize = TRUE, eps = 1e-15)$loadings
    oblique <- oblimin(plain, eps = 1e-7, maxit = 10000)
  }
  tree <- hclust(as.dist(1 - abs(correlations)), "average")
  set.seed(1)
  random <- replicate(1000, eigen(cor(matrix(rnorm(n * width), n)), TRUE, TRUE)$values)
  list(
    name = name,
    rows = given,
    reversed = reversed,
    n = n,
    missing = colSums(is.na(x)),
    mean = colMeans(x, na.rm = TRUE),
    sd = apply(x, 2, sd, na.rm = TRUE),
    standard_error = apply(x, 2, function(it) sd(it, na.rm = TRUE) / sqrt(sum(!is.na(it)))),
    median = apply(x, 2, median, na.rm = TRUE),
    floor = colMeans(x == 1, na.rm = TRUE),
    ceiling = colMeans(x == 5, na.rm = TRUE),
    skewness = apply(x, 2, skew, type = 2),
    covariances = unname(covariances),
    pearson = unname(correlations),
    spearman = spearman(x),
    score_sd = sqrt(sum(covariances)) / width,
    alpha = raw,
    alpha_lower = interval$lower.ci,
    alpha_upper = interval$upper.ci,
    alpha_without = reliability$alpha.drop$raw_alpha,
    item_rest = item_rest,
    mean_correlation = mean(correlations[lower.tri(correlations)]),
    omega_total = common / (common + sum(one$uniquenesses * sds^2)),
    halves = between,
    halves_corrected = if (min(alphas) > 0) between / sqrt(prod(alphas)) else NA,
    kmo = sampling$MSA,
    kmo_of = unname(sampling$MSAi),
    bartlett = sphericity$chisq,
    bartlett_degrees = sphericity$df,
    bartlett_p = sphericity$p.value,
    eigenvalues = eigen(correlations, TRUE, TRUE)$values,
    factors = factors,
    communalities = unname(solution$communality),
    plain = in_order(plain, diag(factors)),
    varimax = in_order(turned, diag(factors)),
    oblimin = in_order(oblique$loadings, oblique$Phi),
    degrees = solution$dof,
    rmsr = solution$rms,
    chi_squared = solution$STATISTIC,
    p = solution$PVAL,
    rmsea = sqrt(max(solution$STATISTIC - solution$dof, 0) / (solution$dof * (n - 1))),
    tli = solution$TLI,
    heights = tree$height,
    clusters = lapply(seq_len(width), function(it) unname(cutree(tree, it))),
    random_mean = rowMeans(random),
    random_error = apply(random, 1, sd) / sqrt(ncol(random)),
    random_quantile = apply(random, 1, quantile, 0.95, names = FALSE)
  )
}

agreement <- function(name, seed, persons, raters) {
  set.seed(seed)
  sizes <- rep_len(raters, persons)
  person <- rep(seq_len(persons), sizes)
  values <- rnorm(persons)[person] + rnorm(length(person)) * 0.8 + 3.3
  values <- pmin(pmax(round(values), 1), 5)
  table <- summary(aov(values ~ factor(person)))[[1]][["Mean Sq"]]
  size <- (sum(sizes) - sum(sizes^2) / sum(sizes)) / (persons - 1)
  single <- (table[1] - table[2]) / (table[1] + (size - 1) * table[2])
  whole <- (table[1] - table[2]) / table[1]
  ratio <- table[1] / table[2]
  degrees <- c(persons - 1, sum(sizes) - persons)
  ends <- c(ratio / qf(0.975, degrees[1], degrees[2]), ratio * qf(0.975, degrees[2], degrees[1]))
  single_ends <- (ends - 1) / (ends + size - 1)
  whole_ends <- 1 - 1 / ends
  if (length(raters) == 1) {
    square <- matrix(values, persons, byrow = TRUE)
    theirs <- suppressWarnings(ICC(square, lmer = FALSE))$results
    bounds <- as.matrix(theirs[c(1, 4), c("lower bound", "upper bound")])
    stopifnot(max(abs(theirs$ICC[c(1, 4)] - c(single, whole))) < 1e-10)
    stopifnot(max(abs(bounds - rbind(single_ends, whole_ends))) < 1e-10)
  }
  # Three indicators: r_wg(j) of James, Demaree & Wolf (1984), of each person.
  items <- replicate(3, pmin(pmax(values + sample(-1:1, length(values), TRUE, c(0.2, 0.6, 0.2)), 1), 5))
  share <- sapply(split(seq_along(person), person), function(it) mean(apply(items[it, ], 2, var))) / ((5^2 - 1) / 12)
  agreed <- 3 * pmax(1 - share, 0)
  within <- 1 - tapply(values, person, var) / ((5^2 - 1) / 12)
  list(name = name, ratings = unname(split(values, person)),
       items = unname(lapply(split(seq_along(person), person), function(it) items[it, ])),
       icc_single = single, icc_mean = whole, r_wg = mean(pmax(within, 0)),
       icc_single_ends = single_ends, icc_mean_ends = whole_ends,
       r_wg_j = mean(agreed / (agreed + share)))
}

simple <- function(factors, each, from, to) {
  loadings <- matrix(0, factors * each, factors)
  for (it in seq_len(factors)) loadings[(it - 1) * each + seq_len(each), it] <- seq(from, to, length.out = each)
  loadings
}
correlated <- function(factors, by) matrix(by, factors, factors) + diag(1 - by, factors)

opposed <- simple(1, 6, 0.8, 0.5)
opposed[4] <- -opposed[4]
opposed <- ratings(13, 150, opposed, diag(1), 0.05)
sets <- list(
  figures("two correlated factors", ratings(11, 250, simple(2, 5, 0.8, 0.5), correlated(2, 0.4)), 2),
  figures("three factors, with values missing",
          ratings(12, 400, simple(3, 4, 0.85, 0.6), correlated(3, 0.3), 0.08), 3),
  figures("one factor, with an indicator against it", opposed, 1),
  figures("the same, with that indicator reversed", opposed, 1, 4)
)
groups <- list(
  agreement("three raters each", 21, 60, 3),
  agreement("two to five raters", 22, 80, 2:5)
)
cat(toJSON(list(sets = sets, agreement = groups), auto_unbox = TRUE, digits = NA, na = "null"), "\n", sep = "")
