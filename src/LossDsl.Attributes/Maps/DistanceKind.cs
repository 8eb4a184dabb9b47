namespace LossDsl;

/// <summary>
/// What a distance map holds. d is the distance of a pixel to the nearest pixel of the other side: of a foreground pixel to the background, of a background pixel to the
/// foreground. It is at least one spacing, on either side of the boundary. A mask without a boundary, empty or full, has a map of zeros in every kind.
/// </summary>
public enum DistanceKind
{
    /// <summary>d, unsigned: edt(foreground) + edt(background). In the unit of the spacing. Hausdorff loss: Karimi and Salcudean 2019, arXiv:1904.10030.</summary>
    Euclidean,

    /// <summary>
    /// d outside, s - d inside, where s is the smallest spacing: positive outside, 0 on the foreground's own edge, negative within. In the unit of the spacing.
    /// Boundary loss: Kervadec et al. 2019, arXiv:1812.07032, whose 1 is s here, so that the sign is right for every spacing.
    /// </summary>
    Signed,

    /// <summary>
    /// (max d - d) / (max d - min d), foreground and background each by its own extremes: 1 at the boundary, 0 farthest from it, without unit; 0 on a side where d is the same
    /// everywhere. Distance-map penalty: Caliva et al. 2019, arXiv:1908.03679.
    /// </summary>
    Inverted,

    /// <summary>max d - d, with the largest d of the whole mask: high at the boundary, 0 farthest from it. In the unit of the spacing.</summary>
    InvertedUnscaled,

    /// <summary>
    /// The distance to the nearest pixel of the contour that <c>ContourMap</c> draws: 0 on it, unsigned on both sides. In the unit of the spacing.
    /// Shape-aware loss: Al Arif et al. 2017.
    /// </summary>
    ToContour,
}
